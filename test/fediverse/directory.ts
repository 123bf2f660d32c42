import type { BreakageName } from './breakages/index.ts';
import { breakages } from './breakages/index.ts';
import { status } from './documents/reply.ts';
import type { Cast } from './fediverse.ts';
import type { Peers } from './network/loopback.ts';
import type { NameBehaviour, Zone } from './network/name-server.ts';
import type { Ask, Reply, Site } from './site.ts';
import { software } from './software/index.ts';

/** One request as it arrived. `at`: epoch milliseconds; `monotonicMs`: for distances. */
export interface LoggedRequest {
  readonly host: string;
  readonly at: number;
  readonly monotonicMs: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly secure: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** All servers by name, as they are now, and what they were asked. */
export interface Directory extends Zone {
  siteOf(host: string): Site | undefined;
  answer(ask: Ask): Promise<Reply>;
  requests(host: string): readonly LoggedRequest[];
  break(host: string, breakage: BreakageName): void;
  heal(host: string): void;
  signedGet(from: string, url: string): Promise<unknown>;
}

export interface Surroundings {
  readonly peers: Peers;
  readonly monitorOrigin: string;
}

interface Entry {
  readonly started: Site;
  now: Site;
}

/** Makes every server, and keeps what was broken since. */
export async function createDirectory(cast: readonly Cast[], around: Surroundings): Promise<Directory> {
  const entries = new Map<string, Entry>();
  const texts = new Map<string, readonly string[]>();
  for (const member of cast) {
    const started = await build(member, around);
    const entry = { started, now: started };
    for (const host of started.hosts) entries.set(host, entry);
    if (proofOf(member) === 'dns-txt') texts.set(`_fediscope.${member.host}`, [proofText(around)]);
  }
  const log = new Map<string, LoggedRequest[]>();
  const entryOf = (host: string): Entry => {
    const entry = entries.get(host);
    if (entry === undefined) throw new Error(`no server ${host} in this fediverse`);
    return entry;
  };
  return {
    siteOf: (host) => entries.get(host)?.now,
    behaviourOf: (name): NameBehaviour | undefined => entries.get(name)?.now.name,
    textOf: (name) => texts.get(name),
    answer: async (ask) => {
      log.set(ask.host, [...(log.get(ask.host) ?? []), logged(ask)]);
      return (await entries.get(ask.host)?.now.answer(ask)) ?? status(421, 'no such host here');
    },
    requests: (host) => log.get(host) ?? [],
    break: (host, name) => {
      const entry = entryOf(host);
      entry.now = breakages[name].apply(entry.started);
    },
    heal: (host) => {
      const entry = entryOf(host);
      entry.now = entry.started;
    },
    signedGet: async (from, url) => {
      const site = entryOf(from).started;
      if (site.signedGet === undefined) throw new Error(`${from} signs nothing`);
      return site.signedGet(url);
    },
  };
}

async function build(member: Cast, around: Surroundings): Promise<Site> {
  const { host, account } = member;
  const who = {
    host,
    webHost: member.webHost ?? host,
    user: account?.split('@')[0] ?? 'alice',
    ...(member.source === undefined ? {} : { source: member.source }),
    ...(member.knows === undefined ? {} : { knows: member.knows }),
    ...(member.rejects === undefined ? {} : { rejects: member.rejects }),
    ...(member.activeUsers === undefined ? {} : { activeUsers: member.activeUsers }),
    ...(member.openRobots === undefined ? {} : { openRobots: member.openRobots }),
    ...(proofOf(member) === 'well-known' ? { proof: proofText(around) } : {}),
  };
  const healthy = await software[member.software](who, around.peers);
  return member.broken === undefined ? healthy : breakages[member.broken].apply(healthy);
}

function proofOf({ proof, role }: Cast): 'dns-txt' | 'well-known' | 'none' {
  return proof ?? (role === 'hosted' ? 'dns-txt' : 'none');
}

function proofText(around: Surroundings): string {
  return `fediscope-monitor=${around.monitorOrigin}`;
}

function logged(ask: Ask): LoggedRequest {
  return {
    host: ask.host,
    at: Date.now(),
    monotonicMs: performance.now(),
    method: ask.method,
    path: `${ask.url.pathname}${ask.url.search}`,
    secure: ask.secure,
    headers: ask.headers,
  };
}
