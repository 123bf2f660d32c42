import { type FailureCode, failure, outcomeOf } from '../../model/failure.ts';
import type { Host } from '../../model/host.ts';
import type { Consent, Observation } from '../../model/observation.ts';
import { observationId } from '../../model/observation-id.ts';
import { visitProbes } from '../probes/index.ts';

/** A visit that did not take place. */
export interface MissedVisit {
  readonly server: Host;
  readonly consent: Consent;
  readonly scheduledAt: string;
  readonly vantage: string;
  readonly code: FailureCode;
  readonly detail?: string;
  /** Ids of the probes that were due. */
  readonly due: ReadonlySet<string>;
}

/** One row a probe that was due in a visit that did not take place, so that silence is never mistaken for health. */
export function missedObservations({
  code,
  detail,
  consent,
  due,
  ...slot
}: MissedVisit): readonly Observation[] {
  return visitProbes
    .filter(({ id }) => due.has(id))
    .map(({ id: probe, version }) => ({
      id: observationId({ ...slot, probe }),
      ...slot,
      probe,
      probeVersion: version,
      consent,
      startedAt: slot.scheduledAt,
      durationMs: 0,
      outcome: outcomeOf(code),
      failure: failure(code, detail),
      exchanges: [],
      replayed: false,
    }));
}
