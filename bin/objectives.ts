import { type Objectives, openObjectives } from '../analyzer/objectives/objectives.ts';
import type { Objective } from '../analyzer/objectives/signals.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Uncounted } from '../store/availability.ts';
import type { Foundation } from './foundation.ts';

/** The promised availability of the hosted servers of a configuration. `planned`: planned work that touches a stretch of time, epoch milliseconds. */
export function objectivesOf(
  { configuration, store, clock }: Pick<Foundation, 'configuration' | 'store' | 'clock'>,
  planned: (from: number, to: number) => readonly Uncounted[],
): Objectives {
  return openObjectives({ store, clock, planned, objectives: promised(configuration) });
}

function promised({ hosted }: Configuration): readonly Objective[] {
  return hosted.flatMap(({ domain: server, objective }) =>
    objective === undefined ? [] : [{ server, percent: objective }],
  );
}
