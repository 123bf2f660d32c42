import type { ManifestObservation } from '../../model/evidence/manifest.ts';
import type { Sha256 } from '../../model/exchange.ts';
import type { Finding } from '../../model/finding.ts';
import type { Host } from '../../model/host.ts';
import type { Evidence, Observation } from '../../model/observation.ts';
import type { Store } from '../../store/store.ts';
import { clockOffsetAt } from './clock-offset.ts';

/** What is left of all that a finding rests on. */
export interface Gathered {
  readonly finding: Finding;
  /** In the order of the finding, those that it had when its outcome began first. */
  readonly observations: readonly Observation[];
  /** Ids of those that are no longer kept. */
  readonly gone: readonly string[];
  /** Kept bytes by their hash, as far as they are still there. */
  readonly contents: ReadonlyMap<Sha256, Evidence>;
  /** What control servers said of our clock at the time, by id of the observation. */
  readonly clocks: ReadonlyMap<string, NonNullable<ManifestObservation['clockOffset']>>;
}

type Reads = Pick<Store, 'observation' | 'evidence' | 'firstFinding' | 'past'>;

/** Reads all that a finding rests on, now and when its outcome began. `controls`: servers that know the time as well as any. */
export async function gather(
  finding: Finding,
  { store, controls }: { readonly store: Reads; readonly controls: readonly Host[] },
): Promise<Gathered> {
  const first = await store.firstFinding(finding);
  const ids = [...new Set([...(first?.evidence ?? []), ...finding.evidence])];
  const observations: Observation[] = [];
  const clocks = new Map<string, NonNullable<ManifestObservation['clockOffset']>>();
  for (const id of ids) {
    const observation = await store.observation(id);
    if (observation === undefined) continue;
    observations.push(observation);
    const others = controls.filter((host) => host !== observation.server);
    const offset = await clockOffsetAt(observation.startedAt, others, store);
    if (offset !== undefined) clocks.set(id, offset);
  }
  const found = new Set(observations.map(({ id }) => id));
  const gone = ids.filter((id) => !found.has(id));
  return { finding, observations, gone, clocks, contents: await contentsOf(observations, store) };
}

async function contentsOf(
  observations: readonly Observation[],
  store: Reads,
): Promise<ReadonlyMap<Sha256, Evidence>> {
  const hashes = observations.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ body }) => body?.keptSha256 ?? []),
  );
  const contents = new Map<Sha256, Evidence>();
  for (const hash of new Set(hashes)) {
    const evidence = await store.evidence(hash);
    if (evidence !== undefined) contents.set(hash, evidence);
  }
  return contents;
}
