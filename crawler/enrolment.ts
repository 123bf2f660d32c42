import type { ServerStanding, WatchedServer } from '../model/server.ts';
import type { LastScheduled, Store } from '../store/store.ts';

/** What the store knows of servers that come under watch. */
export interface Enrolment {
  readonly servers: readonly ServerStanding[];
  readonly scheduled: readonly LastScheduled[];
}

/** Of more than this many servers everything is read at once; of fewer only what is theirs, so that a step of discovery costs what it finds. */
const maxNarrow = 2_000;
const perRead = 200;

/** Makes servers known to the store, and reads where it left off with them. */
export async function enrolIn(
  store: Pick<Store, 'enrol' | 'servers' | 'serversOf' | 'lastScheduled'>,
  servers: readonly WatchedServer[],
  vantage: string,
): Promise<Enrolment> {
  // Some at a time: so many rows at once would hold up everyone else in the process.
  for (let from = 0; from < servers.length; from += maxNarrow)
    await store.enrol(servers.slice(from, from + maxNarrow));
  const hosts = new Set(servers.map(({ host }) => host));
  if (hosts.size <= maxNarrow) return readNarrow(store, [...hosts], vantage);
  const known = await store.servers();
  return {
    servers: known.filter(({ host }) => hosts.has(host)),
    scheduled: (await store.lastScheduled(vantage)).filter(({ server }) => hosts.has(server)),
  };
}

async function readNarrow(
  store: Pick<Store, 'serversOf' | 'lastScheduled'>,
  hosts: readonly WatchedServer['host'][],
  vantage: string,
): Promise<Enrolment> {
  const servers: ServerStanding[] = [];
  for (let from = 0; from < hosts.length; from += perRead) {
    const some = hosts.slice(from, from + perRead);
    servers.push(...(await store.serversOf({ hosts: some }, { limit: some.length, offset: 0 })));
  }
  return { servers, scheduled: await store.lastScheduled(vantage, hosts) };
}
