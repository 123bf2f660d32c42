import type { Hono } from 'hono';
import { counted } from '../../../model/counted.ts';
import type { Manners, Monitor, WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { show } from '../parts/shell.ts';
import { unmeasuredPart } from '../parts/unmeasured.ts';

/** The public page that every User-Agent header of ours leads to. */
export function serveAbout(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/about', (context) => show(context, deps, { title: 'About', main: about(deps.monitor) }));
}

function about(monitor: Monitor): Markup {
  return markup`<h1>Who watches, and why</h1>
<p class="lead"><bdi>${monitor.name}</bdi> runs Fediscope, a health and compliance monitor for servers that speak ActivityPub. It watches the servers that <bdi>${monitor.name}</bdi> hosts, and looks politely at some of the servers they federate with.</p>
<section class="panel"><h2>Who we are</h2>${identity(monitor)}</section>
<section class="panel"><h2>What we ask of your server</h2>
<p>At a server that is not ours we send anonymous GET requests only, never two at the same moment, and not all of these at each visit:</p>
<ul><li>robots.txt, first and then once a day, and we follow it</li><li>NodeInfo, once more at each further address of the name, and the public instance description</li><li>WebFinger and host-meta</li><li>one actor document, with the <code>Accept</code> headers that other software sends, and its key: the server's own actor, or a contact it publishes</li><li>the outbox of that actor, its first page and its newest public post, to see whether other servers can read them</li><li>pages that do not exist, to see what a missing page looks like</li><li>the list of servers it knows, where it publishes one and we look for peers</li><li>the DNS records of its name, and a TLS handshake</li></ul>
<p>We sign in nowhere, follow nobody and post nothing. Of what people wrote nothing is kept: of a post only its type, and whether it stands where it says it does. What other answers contain about people is replaced by a digest before it is stored. Answers are cut at a fixed size, and old ones are removed.</p></section>
<section class="panel"><h2>How often</h2>${rhythm(monitor.manners)}</section>
<section class="panel"><h2>From where</h2>${origins(monitor.addresses ?? [])}</section>
<section class="panel"><h2>How to opt out</h2>
<p>Each of these is enough, and holds from the next visit on; what robots.txt says within a day, or as soon as its <code>Cache-Control</code> says that it is to be read again:</p>
<ul><li>Name us in robots.txt:<pre>User-agent: fediscope
Disallow: /</pre></li><li>Slow us down with <code>Crawl-delay</code>, or with status 429 and <code>Retry-After</code>: we wait as long as you say.</li>
<li>Send <code>X-Robots-Tag: noindex</code> with NodeInfo or the instance description: we keep nothing of that document.</li>
<li>Answer everything with status 410: we do not come back.</li>
<li>${contactWish(monitor.contact)}</li></ul></section>
${unmeasuredPart}
${monitor.key !== undefined && signingKey(monitor.key)}
<section class="panel"><h2>Source</h2>
<p>Fediscope is free software under the GNU Affero General Public License, version 3 or later. Section 13 of that licence gives everyone who uses it over a network the right to its source: <a href="/source.tar.gz">download the source of this running version</a>. The program comes without any warranty.</p></section>`;
}

function identity(monitor: Monitor): Markup {
  return markup`<dl class="facts">
<div><dt>Operator</dt><dd><bdi>${monitor.name}</bdi></dd></div>
<div><dt>Contact</dt><dd>${monitor.contact ?? 'The operator of this monitor has published no contact yet.'}</dd></div>
${monitor.origin !== undefined && markup`<div><dt>Home</dt><dd><code>${monitor.origin}</code></dd></div>`}
<div><dt>Looks from</dt><dd><bdi>${monitor.vantage}</bdi></dd></div>
<div><dt>User-Agent</dt><dd>${monitor.userAgent === undefined ? markup`begins with <code>fediscope/</code> and carries a URL` : markup`<code>${monitor.userAgent}</code>`}</dd></div>
</dl>`;
}

function signingKey(key: string): Markup {
  return markup`<section class="panel"><h2>What people do here</h2>
<p>What our people do to a finding is a row in a log that can only grow. Its end is signed every day with the Ed25519 key <code>${key}</code>. The server concerned can ask us to put its own words beside a statement.</p></section>
<section class="panel"><h2>Evidence</h2>
<p>Every bundle of evidence that we hand out is signed with the same key. Save the key in a file, and <code>fediscope verify-evidence &lt;bundle&gt; --key &lt;file&gt;</code> shows whether a bundle is ours and unchanged.</p></section>`;
}

function rhythm(manners: Manners | undefined): Markup {
  const backOff = markup`<p>Servers on one address, or below one registered domain, share a budget. A server that is silent is asked less and less, at last once a week.</p>`;
  if (manners === undefined) return backOff;
  const { intervalMs, requestsPerSecond, requestsPerVisit } = manners;
  return markup`<p>A server that is not ours is visited once in ${span(intervalMs)} at most. A visit has at most ${requestsPerVisit} requests, with at least ${span(1000 / requestsPerSecond)} between the starts of two of them, and longer if you say so. A person who watches can ask for one visit more.</p>${backOff}`;
}

/** A span in the largest unit that it is a whole number of. */
function span(milliseconds: number): string {
  const units = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1_000, 'second'],
  ] as const;
  const [size, name] = units.find(([unit]) => milliseconds >= unit && milliseconds % unit === 0) ?? [
    1,
    'millisecond',
  ];
  const count = Math.round(milliseconds / size);
  return counted(count, name);
}

function origins(addresses: readonly string[]): Markup {
  if (addresses.length === 0)
    return markup`<p>The operator of this monitor does not publish the addresses it asks from. Our requests are known by their User-Agent.</p>`;
  return markup`<p>Our requests come from these addresses, and carry our User-Agent:</p><ul>${addresses.map((address) => markup`<li><code>${address}</code></li>`)}</ul>`;
}

function contactWish(contact: string | undefined): Markup {
  if (contact === undefined) return markup`Ask the operator of this monitor; its name is above.`;
  return markup`Write to <bdi>${contact}</bdi>. We then exclude your server, and on request erase what was stored.`;
}
