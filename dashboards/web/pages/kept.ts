import type { Hono } from 'hono';
import type { Observation } from '../../../model/observation.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { showData } from '../parts/data.ts';
import { evidencePart } from '../parts/observation.ts';
import { serverLink } from '../parts/server-list.ts';
import { show } from '../parts/shell.ts';
import { utc } from '../parts/when.ts';
import { consentNames } from '../parts/words.ts';
import { refuse, wantsJson } from './trouble.ts';

const sha256 = /^[0-9a-f]{64}$/;

/** What was kept, to look at or to download: one observation, and the bytes of one answer. */
export function serveKept(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/observations/:id', async (context) => {
    const observation = await deps.store.observation(context.req.param('id'));
    if (observation === undefined) return refuse(context, deps, 'not-kept');
    if (wantsJson(context)) return showData(context, deps, observation);
    const title = `${observation.probe} at ${observation.server}`;
    const main = page(observation, deps.clock.now());
    return show(context, deps, { title, main, observedAt: observation.startedAt });
  });
  app.get('/evidence/:sha256', async (context) => {
    const asked = context.req.param('sha256');
    const evidence = sha256.test(asked) ? await deps.store.evidence(asked) : undefined;
    if (evidence === undefined) return refuse(context, deps, 'not-kept');
    return context.body(evidence.content, 200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="evidence-${asked.slice(0, 12)}.txt"`,
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    });
  });
}

function page(observation: Observation, nowMs: number): Markup {
  const { server, probe, id } = observation;
  return markup`<div class="head"><h1><bdi>${probe} at ${server}</bdi></h1><p class="tools"><a href="?format=json" download="observation.json">JSON</a></p></div>
<p>${serverLink(server)}</p>
<section class="panel"><h2>Observation</h2><dl class="facts">
<div><dt>Id</dt><dd><code>${id}</code></dd></div>
<div><dt>Scheduled</dt><dd>${utc(observation.scheduledAt)}</dd></div>
<div><dt>Seen from</dt><dd><bdi>${observation.vantage}</bdi></dd></div>
<div><dt>Watched as</dt><dd>${consentNames[observation.consent]}</dd></div>
<div><dt>Probe version</dt><dd>${observation.probeVersion}</dd></div>
${observation.replayed && markup`<div><dt>Replayed</dt><dd>This row is dated history that was replayed, not seen live.</dd></div>`}
</dl></section>
<section class="panel"><h2>What was asked and answered</h2>${evidencePart(observation, nowMs)}</section>
${observation.data !== undefined && markup`<section class="panel"><h2>What was read from it</h2><pre>${JSON.stringify(observation.data, null, 2)}</pre></section>`}`;
}
