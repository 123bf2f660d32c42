import type { WatchedServer } from '../../model/server.ts';
import type { Fediverse } from '../../test/fediverse/fediverse.ts';
import type { Scenario } from '../../test/scenarios/index.ts';
import type { Crawling } from '../crawling.ts';
import { type Moment, replayPast } from './past.ts';

/** The fediverse of the demo and what is known of its servers. */
export interface Theatre {
  readonly fediverse: Fediverse;
  readonly scenarios: readonly Scenario[];
}

type Past = ReadonlyMap<WatchedServer, Moment>;

/** How long ago the demo's history was, in hours. Long enough for rules that want a second observation, where a server hides what it runs or a list changed. */
const hoursAgo = { beforeTheWave: 49, hiding: 25, healthy: 3 } as const;

/** A list and what has to be known for reading it. */
const listProbes: ReadonlySet<string> = new Set(['domains', 'nodeinfo', 'instance-api', 'policies']);

/**
 * Reads the published block lists as they were: two days ago without the wave, yesterday with it. Lists are compared in the order in which they
 * are stored, so this is over before anybody looks at the present.
 */
export async function replayLists(
  crawling: Crawling,
  { fediverse, scenarios }: Theatre,
  stop: AbortSignal,
): Promise<void> {
  const names = new Set(scenarios.filter(({ rejects }) => rejects !== undefined).map(({ host }) => host));
  const publishers = crawling.servers.filter(({ host }) => names.has(host));
  const at = (hours: number): Past =>
    new Map(publishers.map((server) => [server, { hours, due: listProbes }]));
  for (const { host } of publishers) fediverse.break(host, 'block-list-younger');
  try {
    await replayPast(at(hoursAgo.beforeTheWave), crawling, stop);
  } finally {
    for (const { host } of publishers) fediverse.heal(host);
  }
  await replayPast(at(hoursAgo.hiding), crawling, stop);
}

/** Who else has a past in the demo, and when: the server that hides what it runs, and hosted servers that are well. */
export function pastOf({ servers }: Crawling, scenarios: readonly Scenario[]): Past {
  const byHost = new Map<string, Scenario>(scenarios.map((scenario) => [scenario.host, scenario]));
  const past = new Map<WatchedServer, Moment>();
  for (const server of servers) {
    const { broken, role } = byHost.get(server.host) ?? {};
    if (broken === 'software-renamed') past.set(server, { hours: hoursAgo.hiding });
    if (broken === undefined && role === 'hosted') past.set(server, { hours: hoursAgo.healthy });
  }
  return past;
}
