import type { Meter } from '../../model/telemetry.ts';
import type { CandidateRefusal, RefusalCounts } from './refusal.ts';

/** How often names were refused since the start, by reason. */
export class Refusals {
  readonly #meter: Meter;
  readonly #counts = new Map<CandidateRefusal, number>();

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  get counts(): ReadonlyMap<CandidateRefusal, number> {
    return this.#counts;
  }

  add(refused: RefusalCounts): void {
    // Object.entries widens the keys of the counts.
    for (const [reason, times] of Object.entries(refused) as [CandidateRefusal, number][]) {
      if (times === 0) continue;
      this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + times);
      this.#meter.add('candidates_refused', times, { reason });
    }
  }
}
