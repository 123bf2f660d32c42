import { instant } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { ByVantageOrder } from '../../store/vantages.ts';
import { type Horizon, horizonOf } from './horizon.ts';
import type { VantageOptions } from './voice.ts';

/** A vantage that planned nothing for thirty days was taken away; `monitor.coverage` forgets it then too. */
const goneMs = 30 * 86_400_000;

/** Did several vantages look lately? */
export async function areSeveral({ store }: Pick<VantageOptions, 'store'>): Promise<boolean> {
  const times = (await store.vantages()).map(({ scheduledAt }) => Date.parse(scheduledAt));
  const newestMs = Math.max(...times);
  return times.filter((time) => newestMs - time <= goneMs).length > 1;
}

/** Of whom is asked. `latest`: the newest observation of each probe from anywhere. */
export interface SeenOrder {
  readonly servers: readonly ServerStanding[];
  readonly latest: readonly Observation[];
}

/** What each vantage saw last of some servers, at least all that is within their horizons; by server. */
export async function seenByEach(
  options: VantageOptions,
  { servers, latest }: SeenOrder,
): Promise<ReadonlyMap<Host, readonly Observation[]>> {
  const seen: Observation[] = [];
  for (const read of readsOf(horizonsOf(options, { servers, latest })))
    seen.push(...(await options.store.latestByVantage(read)));
  return Map.groupBy(seen, ({ server }) => server);
}

/** Of servers of which something was seen. */
function horizonsOf(
  { periodMs }: VantageOptions,
  { servers, latest }: SeenOrder,
): ReadonlyMap<Host, Horizon> {
  const byServer = Map.groupBy(latest, ({ server }) => server);
  const horizons = new Map<Host, Horizon>();
  for (const server of servers) {
    const horizon = horizonOf(byServer.get(server.host) ?? [], (probe) => periodMs(probe, server));
    if (Number.isFinite(horizon.anythingMs)) horizons.set(server.host, horizon);
  }
  return horizons;
}

/**
 * The newest answers to the rarest questions may be a period old, so what is fresh beside them lies behind what all is read back to. A server that was not
 * asked something for longer than that is read apart: the others need not be read so far back. With it are those that go as far back: a question that is
 * asked no more is one that no server was asked for long.
 */
function* readsOf(horizons: ReadonlyMap<Host, Horizon>): Generator<ByVantageOrder> {
  const isUsual = ({ anythingMs, longestMs, answersMs }: Horizon) =>
    Math.min(...answersMs.values()) >= anythingMs - longestMs;
  const usual = [...horizons].filter(([, horizon]) => isUsual(horizon));
  if (usual.length > 0) yield readOf(usual);
  const unusual = [...horizons].filter(([, horizon]) => !isUsual(horizon));
  for (const some of Map.groupBy(unusual, ([, horizon]) => depthOf(horizon)).values()) yield readOf(some);
}

/** Equal for what goes about as far back. */
function depthOf({ anythingMs, longestMs, answersMs }: Horizon): string {
  const stretchOf = (ms: number) => Math.floor(ms / longestMs);
  return [longestMs, stretchOf(anythingMs), stretchOf(Math.min(...answersMs.values()))].join(' ');
}

function readOf(some: readonly (readonly [Host, Horizon])[]): ByVantageOrder {
  const sinceMs = Math.min(...some.map(([, { anythingMs }]) => anythingMs));
  const older = some.flatMap(([, { answersMs }]) => [...answersMs].filter(([, ms]) => ms < sinceMs));
  return {
    servers: some.map(([host]) => host),
    since: dated(sinceMs),
    ...(older.length > 0 && {
      older: {
        probes: [...new Set(older.map(([probe]) => probe))],
        since: dated(Math.min(...older.map(([, ms]) => ms))),
      },
    }),
  };
}

function dated(ms: number): string {
  return instant(Math.max(0, ms));
}
