import type { Host } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { ServerRule } from '../../rules/rule.ts';
import { freshMs, type VantageOptions } from './voice.ts';

/** A vantage that planned nothing for thirty days was taken away; `monitor.coverage` forgets it then too. */
const goneMs = 30 * 86_400_000;

/** Did several vantages look lately? */
export async function areSeveral({ store }: Pick<VantageOptions, 'store'>): Promise<boolean> {
  const times = (await store.vantages()).map(({ scheduledAt }) => Date.parse(scheduledAt));
  const newestMs = Math.max(...times);
  return times.filter((time) => newestMs - time <= goneMs).length > 1;
}

/** Of whom is asked, and for which rules. `latest`: the newest observation of each probe from anywhere. */
export interface SeenOrder {
  readonly servers: readonly ServerStanding[];
  readonly rules: readonly ServerRule[];
  readonly latest: readonly Observation[];
}

/** What each vantage saw last of some servers, as far back as it can be fresh; by server. */
export async function seenByEach(
  options: VantageOptions,
  { servers, rules, latest }: SeenOrder,
): Promise<ReadonlyMap<Host, readonly Observation[]>> {
  const newest = newestSlots(latest);
  if (newest.length === 0) return new Map();
  const fromMs = Math.min(...newest) - longestMs(options, servers, rules);
  const seen = await options.store.latestByVantage({
    servers: servers.map(({ host }) => host),
    since: new Date(Math.max(0, fromMs)).toISOString(),
  });
  return Map.groupBy(seen, ({ server }) => server);
}

/** When each server was last looked at, in epoch milliseconds. */
function newestSlots(latest: readonly Observation[]): readonly number[] {
  const byServer = Map.groupBy(latest, ({ server }) => server);
  return [...byServer.values()].map((own) =>
    Math.max(...own.map(({ scheduledAt }) => Date.parse(scheduledAt))),
  );
}

/** Beyond this nothing is fresh, in milliseconds. */
function longestMs(
  { periodMs }: VantageOptions,
  servers: readonly ServerStanding[],
  rules: readonly ServerRule[],
): number {
  const probes = new Set(rules.flatMap(({ needs, settles = [] }) => [...needs, ...settles]));
  const periods = servers.flatMap((server) => [...probes].map((probe) => periodMs(probe, server)));
  return freshMs(Math.max(0, ...periods));
}
