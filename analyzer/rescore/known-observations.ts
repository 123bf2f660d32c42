import type { News } from '../../model/news.ts';
import type { EarlierObservation, Observation } from '../../model/observation.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import type { ServerRule } from '../../rules/rule.ts';
import type { Store } from '../../store/store.ts';
import { eachKept, newestOfAll, newestOfEach } from '../past.ts';
import { compared, newestAt, type Snapshot, snapshotOf } from '../snapshot.ts';
import type { KnownByVantage } from '../vantages/confirm-each.ts';
import type { VantageOptions } from '../vantages/voice.ts';

/** Where what was known at an instant is read from. */
export interface KnownReads {
  readonly store: Pick<Store, 'latestBefore' | 'firstSince' | 'earlier'>;
  readonly rules: readonly ServerRule[];
  /** Absent: only what is built in. */
  readonly news?: News;
  /** Absent: by what is built in. */
  readonly software?: SoftwareCatalogue;
  /** Absent: vantages are not told apart. */
  readonly vantages?: VantageOptions;
}

/** What a monitor would know of one server at a moment of virtual time. */
export class KnownObservations {
  readonly #probes: ReadonlySet<string>;
  readonly #ofSoftware: Pick<Snapshot, 'news' | 'software'>;
  #latest: readonly Observation[] = [];
  /** From each vantage. */
  #past: readonly EarlierObservation[] = [];
  /** By vantage and probe; what was missed or replayed aside. */
  readonly #seen = new Map<string, Observation>();

  constructor({ rules, news, software }: Pick<KnownReads, 'rules' | 'news' | 'software'>) {
    this.#probes = new Set(rules.flatMap(({ compares = [] }) => compares));
    this.#ofSoftware = { ...(news && { news }), ...(software && { software }) };
  }

  /** As it was at an instant, RFC 3339. */
  static async at(reads: KnownReads, { host }: ServerStanding, instant: string): Promise<KnownObservations> {
    const { store } = reads;
    const known = new KnownObservations(reads);
    known.#latest = await store.latestBefore(host, instant);
    const probes = [...known.#probes];
    const past = await store.earlier({
      servers: [host],
      probes,
      since: daysBefore(instant),
      until: instant,
      each: eachKept,
      ...(reads.vantages !== undefined && { byVantage: true }),
    });
    known.#past = [...past];
    known.#see((await reads.vantages?.store.latestByVantage({ servers: [host], until: instant })) ?? []);
    return known;
  }

  /** Takes what one visit saw. */
  admit(visit: readonly Observation[]): void {
    const telling = visit.filter(({ probe, outcome }) => outcome === 'ok' && this.#probes.has(probe));
    this.#past = newestOfEach([...this.#past, ...telling]);
    this.#latest = [...this.#latest, ...visit];
    this.#see(visit);
  }

  /** Visits come in the order in which they were due. */
  #see(observations: readonly Observation[]): void {
    for (const observation of observations)
      if (observation.outcome !== 'missed' && !observation.replayed)
        this.#seen.set(`${observation.probe} ${observation.vantage}`, observation);
  }

  /** The server as rules see it now, with the consent that its newest observation was made under. */
  view(server: ServerStanding): Omit<KnownByVantage, 'previous'> {
    const consent = this.#latest.at(-1)?.consent ?? server.consent;
    const newest = newestAt(this.#latest);
    const from = newest === undefined ? '' : daysBefore(newest);
    const past = this.#past.filter(({ scheduledAt }) => scheduledAt >= from);
    const snapshot = snapshotOf({ ...server, consent }, this.#latest, newestOfAll(past));
    this.#latest = [...snapshot.observations.values()].toSorted((a, b) =>
      a.startedAt < b.startedAt ? -1 : 1,
    );
    return { snapshot: { ...snapshot, ...this.#ofSoftware }, seen: [...this.#seen.values()], past };
  }
}

function daysBefore(instant: string): string {
  return new Date(Date.parse(instant) - compared.days * 86_400_000).toISOString();
}
