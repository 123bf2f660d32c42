import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Hono } from 'hono';
import type { WebEnv } from '../../dashboards/web/deps.ts';
import { createWeb } from '../../dashboards/web/web.ts';
import type { Engine } from '../../store/engine/engine.ts';
import { storeOver } from '../../store/open.ts';
import { depsOf } from '../../test/dashboards/web/site.ts';
import { type PageExamples, type SitePage, sitePages } from '../../test/dashboards/web/site-pages.ts';
import { hostNamed } from '../../test/visiting.ts';
import type { Ground } from '../analyze/ground.ts';
import type { Measure } from '../measure.ts';
import { atMost, ranked, stated } from './statistics.ts';

const runs = 7;
const stylesheet = new URL('../../dashboards/web/style.css', import.meta.url);
/** The site asks who one is, so that it has a page to log in. */
const token = 'token-of-the-bench';

/** An engine that counts how long at least one question of it is under way. A look at the log of acts is written into it, and waits for that as well. */
function watchedEngine(engine: Engine) {
  let open = 0;
  let begun = 0;
  let busyMs = 0;
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    if (open === 0) begun = performance.now();
    open += 1;
    try {
      return await work();
    } finally {
      open -= 1;
      if (open === 0) busyMs += performance.now() - begun;
    }
  };
  const rows: Engine['rows'] = (query) => counted(() => engine.rows(query));
  const insert: Engine['insert'] = (table) => counted(() => engine.insert(table));
  return { engine: { ...engine, rows, insert }, busyMs: () => busyMs };
}

/** A page answered: how long at least one of its questions was under way, and all the other time. */
interface Run {
  readonly queriesMs: number;
  readonly ownMs: number;
  readonly text: string;
}

/** What every page does besides waiting for its questions, against these; and how much must arrive before the front page can be drawn. */
export async function measurePages({ engine }: Ground, toMs: number): Promise<readonly Measure[]> {
  const watched = watchedEngine(engine);
  const clock = { now: () => toMs, elapsed: () => performance.now() };
  const hosted = [{ host: hostNamed('h0.example'), isPublic: true }];
  const web = createWeb(
    depsOf(storeOver(watched.engine, clock), { clock, hosted, auth: { tokens: [token] } }),
  );
  const examples = await examplesOf(web);
  const measures: Measure[] = [];
  let front = '';
  for (const [index, page] of sitePages.entries()) {
    const all: Run[] = [];
    for (let run = 0; run <= runs; run += 1) {
      // From an address of its own: nobody reads so many pages at one instant of the clock.
      const ask = () => answerOf(web, page.path(examples), `127.0.0.${index + 2}`);
      all.push(await timed(ask, watched.busyMs));
    }
    if (page.route === '/') front = all.at(-1)?.text ?? '';
    measures.push(ownWork(page, all.slice(1)));
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

async function timed(ask: () => Promise<string>, busyMs: () => number): Promise<Run> {
  const [begun, busy] = [performance.now(), busyMs()];
  const text = await ask();
  const queriesMs = busyMs() - busy;
  return { text, queriesMs, ownMs: performance.now() - begun - queriesMs };
}

/** A page that asks the store nothing is told without a goal. */
function ownWork({ name }: SitePage, all: readonly Run[]): Measure {
  const median = (of: (run: Run) => number) => ranked(all.map(of), 0.5);
  const [own, queries] = [median(({ ownMs }) => ownMs), median(({ queriesMs }) => queriesMs)];
  if (queries === 0)
    return stated(`own work of ${name}`, own, { unit: 'ms', against: 'it asks the store nothing' });
  return atMost(`own work of ${name}`, own / queries, {
    most: 1,
    unit: 'times',
    against: `its queries, ${queries.toFixed(0)} ms; own ${own.toFixed(1)} ms`,
  });
}

/** @throws {Error} when it is not there. */
async function answerOf(web: Hono<WebEnv>, path: string, remoteAddress = '127.0.0.1'): Promise<string> {
  const headers = { host: '127.0.0.1', authorization: `Bearer ${token}` };
  const answer = await web.request(path, { headers }, { incoming: { socket: { remoteAddress } } });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return answer.text();
}

type Ids = readonly { readonly id: string }[];

/** What the addresses of pages need, with ids that this store has. */
async function examplesOf(web: Hono<WebEnv>): Promise<PageExamples> {
  const host = 'h0.example';
  const json = async <T>(path: string): Promise<T> => JSON.parse(await answerOf(web, `${path}?format=json`));
  const { alerts, incidents } = await json<{ readonly alerts: Ids; readonly incidents: Ids }>('/alerts');
  const { latest } = await json<{ readonly latest: Ids }>(`/servers/${host}`);
  const { day } = await json<{ readonly day: string }>('/defederation/weeks');
  const id = (ids: Ids) => encodeURIComponent(ids[0]?.id ?? 'none');
  return {
    ...{ server: host, licensed: host, contested: host, open: host, peer: 'p0.example' },
    ...{ alert: id(alerts), incident: id(incidents), observation: id(latest) },
    ...{ rule: 'actor.vary', search: 'example', day },
  };
}
