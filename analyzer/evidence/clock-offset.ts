import { instant } from '../../model/clock.ts';
import type { ManifestObservation } from '../../model/evidence/manifest.ts';
import type { Host } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import type { Store } from '../../store/store.ts';

/** Control servers that are looked at. */
const maxServers = 20;
/** What they said so long before and after counts. */
const withinMs = 60 * 60 * 1_000;
/** A `Date` header has whole seconds; on average half of one is lost. */
const lostMs = 500;

/** What the `Date` headers of servers said of our clock around an instant: theirs minus ours. Undefined: none of them was seen. */
export async function clockOffsetAt(
  at: string,
  controls: readonly Host[],
  { past }: Pick<Store, 'past'>,
): Promise<ManifestObservation['clockOffset']> {
  const aroundMs = Date.parse(at);
  const seen = await past({
    servers: controls.slice(0, maxServers),
    probes: ['robots', 'nodeinfo', 'webfinger'],
    since: instant(aroundMs - withinMs),
    until: instant(aroundMs + withinMs),
    each: 1,
  });
  const byServer = Map.groupBy(seen, ({ server }) => server);
  const offsets = [...byServer.values()].flatMap((own) => median(own.flatMap(offsetsIn)) ?? []);
  const medianMs = median(offsets);
  if (medianMs === undefined) return undefined;
  return { servers: offsets.length, medianMs: Math.round(medianMs), resolutionMs: 2 * lostMs };
}

/** A cache repeats the date of an earlier answer: it says nothing of now. */
function offsetsIn({ exchanges }: Observation): readonly number[] {
  return exchanges.flatMap(({ responseHeaders, midpointMs }) => {
    const saidMs = Date.parse(responseHeaders['date'] ?? '');
    if (Number.isNaN(saidMs) || midpointMs === undefined || responseHeaders['age'] !== undefined) return [];
    return [saidMs + lostMs - midpointMs];
  });
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
