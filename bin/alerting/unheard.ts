import type { Alert, Notifier } from '../../model/alert.ts';
import type { AlertStore } from '../../store/alert-store.ts';
import type { AlertingGround } from './ground.ts';

/** Ends of alerts that a receiver has not heard of: we died before we told it, or were away for as long as ends are told. */
export interface Unheard {
  /** Those that are still to be told beside the alerts that are told anyway. Never rejects. */
  among(told: readonly Alert[]): Promise<readonly Alert[]>;
}

/** Reconciles what receivers were told with what is true. `notifiers`: those that remember what they told. */
export function unheardEnds({ store, log }: AlertingGround, notifiers: readonly Notifier[]): Unheard {
  // Undefined: its history has no end, and is not read again as long as it is missed.
  const known = new Map<string, Alert | undefined>();
  const read = async (id: string): Promise<void> => {
    try {
      known.set(id, await lastEnd(store, id));
      if (known.get(id) === undefined)
        log.warn('a receiver was told of an alert that is not known any more', { alert: id });
    } catch (error) {
      log.error('whether a receiver missed the end of an alert could not be read', { error });
    }
  };
  return {
    among: async (told) => {
      const current = new Set(told.map(({ id }) => id));
      const standing = new Set(notifiers.flatMap((notifier) => notifier.standing()));
      for (const id of known.keys()) if (!standing.has(id)) known.delete(id);
      const missed = [...standing].filter((id) => !current.has(id));
      for (const id of missed) if (!known.has(id)) await read(id);
      return missed.flatMap((id) => known.get(id) ?? []);
    },
  };
}

/** Steps of one alert that are looked through for its end. Without one among them it came and went ever since. */
const mostSteps = 1_000;

/** An alert as it ended last. It may have begun again since, and not fire yet. */
async function lastEnd(store: AlertStore, id: string): Promise<Alert | undefined> {
  const steps = await store.stepsOf(id, mostSteps);
  return steps.find(({ to }) => to === 'resolved')?.alert;
}
