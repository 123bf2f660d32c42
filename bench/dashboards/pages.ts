import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createWeb } from '../../dashboards/web/web.ts';
import type { Engine } from '../../store/engine.ts';
import { storeOver } from '../../store/open.ts';
import { depsOf } from '../../test/dashboards/web/site.ts';
import type { Ground } from '../analyze/ground.ts';
import type { Measure } from '../measure.ts';
import { atMost, ranked } from './statistics.ts';

const pages = [
  '/',
  '/servers/h0.example',
  '/relations',
  '/defederation',
  '/findings/legal',
  '/alerts',
  '/ourselves',
] as const;
const runs = 7;
const stylesheet = new URL('../../dashboards/web/style.css', import.meta.url);

/** An engine that counts how long at least one question of it is under way. */
function watchedEngine(engine: Engine) {
  let open = 0;
  let begun = 0;
  let busyMs = 0;
  const rows: Engine['rows'] = async (query) => {
    if (open === 0) begun = performance.now();
    open += 1;
    try {
      return await engine.rows(query);
    } finally {
      open -= 1;
      if (open === 0) busyMs += performance.now() - begun;
    }
  };
  return { engine: { ...engine, rows }, busyMs: () => busyMs };
}

/** What a page does besides waiting for its questions, against these; and how much must arrive before the front page can be drawn. */
export async function measurePages({ engine }: Ground, toMs: number): Promise<readonly Measure[]> {
  const watched = watchedEngine(engine);
  const clock = { now: () => toMs, elapsed: () => performance.now() };
  const web = createWeb(depsOf(storeOver(watched.engine, clock), { clock }));
  const measures: Measure[] = [];
  let front = '';
  for (const path of pages) {
    const all: { readonly queriesMs: number; readonly ownMs: number }[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const [begun, busy] = [performance.now(), watched.busyMs()];
      const answer = await web.request(path, { headers: { host: '127.0.0.1' } }, local);
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
      if (path === '/') front = text;
      const queriesMs = watched.busyMs() - busy;
      if (run > 0) all.push({ queriesMs, ownMs: performance.now() - begun - queriesMs });
    }
    const own = ranked(
      all.map(({ ownMs }) => ownMs),
      0.5,
    );
    const queries = ranked(
      all.map(({ queriesMs }) => queriesMs),
      0.5,
    );
    measures.push(
      atMost(`own work of ${path}`, own / queries, {
        most: 1,
        unit: 'times',
        against: `its queries, ${queries.toFixed(0)} ms; own ${own.toFixed(0)} ms`,
      }),
    );
  }
  const painted = gzipSync(front).length + gzipSync(readFileSync(stylesheet)).length;
  measures.push(
    atMost('first paint of Now', painted / 1024, {
      most: 100,
      unit: 'KiB',
      against: 'page and stylesheet, by gzip as a proxy sends them',
    }),
  );
  return measures;
}

/** Where the request comes from. */
const local = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
