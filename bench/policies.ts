import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entriesDigest } from '../crawler/policies/entries.ts';
import { readMastodon } from '../crawler/policies/mastodon.ts';
import type { ReadPolicies } from '../crawler/policies/reader.ts';
import type { Fetched } from '../crawler/probe.ts';
import { type Host, parseHost } from '../model/host.ts';
import { domainDigest, mastodonMask } from '../model/masking.ts';
import type { PolicyList } from '../model/policy.ts';
import { openEmbedded } from '../store/embedded.ts';
import type { Engine } from '../store/engine.ts';
import { openStore, storeOver } from '../store/open.ts';
import { encodeBatch, type SegmentSink } from '../store/segment.ts';
import type { Store } from '../store/store.ts';
import type { Measure } from './measure.ts';
import { entriesEach, fillOthers, fillYear, fullServers, serversOfYear, subjectOf } from './policy-year.ts';

/** A full day is 20,000 lists; this many are read here. */
const serversOfDay = 400;
/** A segment closes at 10,000 rows. */
const listsPerSegment = 20;
const clock = { now: () => Date.now(), elapsed: () => performance.now() };
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What a day of reading block lists costs, and what a year of it weighs and slows. */
export async function measurePolicies(): Promise<readonly Measure[]> {
  const path = await mkdtemp(join(tmpdir(), 'fediscope-bench-'));
  try {
    const opened = await openStore({ path }, { log, clock });
    await opened.close();
    const engine = await openEmbedded(path);
    const store = storeOver(engine, clock);
    const day = await measureDay(store);
    const year = await measureYear(engine, store);
    await engine.close();
    return [...day, ...year];
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** One list as Mastodon sends it. On the second day one entry of a hundred is another. */
function bodyOf(server: number, day: number): Uint8Array {
  const rows = Array.from({ length: entriesEach }, (_, entry) => {
    const name = subjectOf(server, entry % 100 === 0 ? entry + day * entriesEach : entry);
    const domain = entry % 10 === 0 ? mastodonMask(name) : name;
    const comment = entry % 3 === 0 ? 'spam and harassment, see our rules' : null;
    return { domain, digest: domainDigest(name), severity: entry % 4 === 0 ? 'silence' : 'suspend', comment };
  });
  return Buffer.from(JSON.stringify(rows));
}

const question = { base: 'https://peer.example', version: '4.4.0', hosted: [] };

function parsed(bytes: Uint8Array): ReadPolicies {
  // The reader looks at the status and the bytes alone.
  const fetched: Fetched = { url: question.base, status: 200, headers: {}, hops: [] as never, bytes };
  return readMastodon(fetched, question);
}

async function measureDay(store: Store & SegmentSink): Promise<readonly Measure[]> {
  const servers = Array.from({ length: serversOfDay }, (_, server) => server);
  await keep(store, { servers, day: 0 });
  const alone = cpuOf(() => {
    for (const server of servers) parsed(bodyOf(server, 1));
  });
  const generating = cpuOf(() => {
    for (const server of servers) bodyOf(server, 1);
  });
  const start = process.cpuUsage();
  await keep(store, { servers, day: 1 });
  const both = cpuSince(start);
  const reading = alone - generating;
  const ratio = (both - generating - reading) / reading;
  const perEntry = (reading / (serversOfDay * entriesEach)).toFixed(2);
  return [
    bounded('diffing a day, 1 % changed', ratio, {
      unit: 'times the CPU',
      most: 3,
      against: `parsing and normalising alone, ${perEntry} µs an entry; 1/${fullServers / serversOfDay} of a full day`,
    }),
  ];
}

/** Reads the lists of a day and takes them in, a segment at a time. */
async function keep(
  store: SegmentSink,
  { servers, day }: { readonly servers: readonly number[]; readonly day: number },
): Promise<void> {
  for (let from = 0; from < servers.length; from += listsPerSegment) {
    const policies = servers.slice(from, from + listsPerSegment).map((server) => listOf(server, day));
    const { parts } = encodeBatch({ observations: [], evidence: [], policies });
    await store.insertSegment({ id: `${day}-${from}`, parts: parts.filter(({ rows }) => rows > 0) });
  }
}

function listOf(server: number, day: number): PolicyList {
  const { state, mode, entries, refused, truncated } = parsed(bodyOf(server, day));
  const reading = {
    ...({
      observer: hostNamed(`social${server}.day.org`),
      source: 'api',
      origin: 'mastodon',
      state,
      mode,
    } as const),
    ...({ refused, truncated, covers: 'subdomains', digest: entriesDigest(entries) } as const),
    readAt: new Date(Date.UTC(2025, 10, 1 + day)).toISOString(),
    entries: entries.length,
  };
  return { reading, entries };
}

async function measureYear(engine: Engine, store: Store): Promise<readonly Measure[]> {
  const month = await fillYear(engine, 1);
  const subject = hostNamed(subjectOf(7, 7));
  const ask = () => store.policiesAbout(subject);
  const early = await median(ask);
  const year = await fillYear(engine, 12);
  const late = await median(ask);
  const sizes = await store.size();
  const ours = sizes.filter(({ table }) => /^polic|^newest_readings/.test(table));
  const bytes = ours.reduce((sum, one) => sum + one.bytes, 0) * (fullServers / serversOfYear);
  const rows = `${year.toLocaleString('en')} policies and their changes, 1/${fullServers / serversOfYear} of the servers`;
  const all = await fillOthers(engine);
  const lookup = await median(ask);
  const scan = await median(() =>
    engine.rows({
      sql: `SELECT observer FROM policies WHERE reason LIKE '%' AND subject LIKE '%${subject}'`,
    }),
  );
  return [
    atLeast('who blocks X', scan / lookup, {
      unit: 'times faster',
      least: 50,
      against: `a full scan of ${all.toLocaleString('en')} policies, those of a year of all servers`,
    }),
    bounded('who blocks X after a year', late / early, {
      unit: 'times the time',
      most: 1.5,
      against: `after a month (${month.toLocaleString('en')} policies)`,
    }),
    bounded('a year of 20,000 lists on disk', bytes / 2 ** 30, { unit: 'GiB', most: 2, against: rows }),
  ];
}

/** Milliseconds, of nine runs after one to warm up. */
async function median(run: () => Promise<unknown>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let count = 0; count < 9; count += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[4] ?? Number.NaN;
}

function hostNamed(name: string): Host {
  const named = parseHost(name);
  if (!named.ok) throw new Error(`${name}: ${named.refusal}`);
  return named.host;
}

interface Bound {
  readonly unit: string;
  readonly most: number;
  readonly against: string;
}

function bounded(measure: string, value: number, { unit, most, against }: Bound): Measure {
  return { measure, value: rounded(value), unit, goal: `at most ${most}`, holds: value <= most, against };
}

function atLeast(
  measure: string,
  value: number,
  { unit, least, against }: { readonly unit: string; readonly least: number; readonly against: string },
): Measure {
  return { measure, value: rounded(value), unit, goal: `at least ${least}`, holds: value >= least, against };
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function cpuOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  return cpuSince(start);
}

/** Microseconds of all threads, those of the engine too. */
function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return user + system;
}
