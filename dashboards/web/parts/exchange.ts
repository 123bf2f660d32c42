import { counted } from '../../../model/counted.ts';
import type { BodyFacts, Exchange, Timings } from '../../../model/exchange.ts';
import { type Markup, markup } from '../markup.ts';
import { milliseconds, utc } from './when.ts';

const phases = [
  ['dnsMs', 'name lookup'],
  ['connectMs', 'connect'],
  ['tlsMs', 'TLS'],
  ['waitMs', 'wait for the head'],
  ['bodyMs', 'body'],
] as const satisfies readonly (readonly [keyof Timings, string])[];

/** One request and its response as evidence: what was asked, when, of which address, and the head that came back. */
export function exchangePart(exchange: Exchange): Markup {
  return markup`<article class="exchange">
<pre class="request">${exchange.method} ${exchange.url}${exchange.accept !== undefined && `\nAccept: ${exchange.accept}`}</pre>
<pre class="response">${responseHead(exchange)}</pre>
<dl class="facts small">
<div><dt>Asked</dt><dd>${utc(exchange.startedAt)}</dd></div>
<div><dt>Address</dt><dd>${exchange.address ?? 'no connection came about'}</dd></div>
<div><dt>Timings</dt><dd>${timings(exchange.timings)}</dd></div>
${exchange.cookieNames.length > 0 && markup`<div><dt>Sets cookies</dt><dd>${exchange.cookieNames.join(', ')} (values are not kept)</dd></div>`}
<div><dt>Body</dt><dd>${body(exchange.body)}</dd></div>
</dl></article>`;
}

function responseHead({ status, responseHeaders }: Exchange): string {
  if (status === undefined) return 'No response head came.';
  const lines = Object.entries(responseHeaders).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP status ${status}`, ...lines].join('\n');
}

function timings(timed: Timings): string {
  const parts = phases.flatMap(([key, name]) => {
    const ms = timed[key];
    return ms === undefined ? [] : [`${name} ${milliseconds(ms)}`];
  });
  return [...parts, `together ${milliseconds(timed.totalMs)}`].join(', ');
}

function body(facts: BodyFacts | undefined): Markup {
  if (facts === undefined) return markup`none`;
  const size = `${counted(facts.decodedBytes, 'byte')}${facts.truncated ? ', cut at our cap' : ''}`;
  return markup`${size}. SHA-256 as received <code>${facts.receivedSha256}</code>${
    facts.keptSha256 === undefined
      ? '. The body was not kept.'
      : markup`, as kept <a href="/evidence/${encodeURIComponent(facts.keptSha256)}"><code>${facts.keptSha256}</code></a> (plain text, without names of people).`
  }`;
}
