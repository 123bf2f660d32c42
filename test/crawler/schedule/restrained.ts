import { Restraint } from '../../../crawler/schedule/restraint.ts';
import type { VisitRecord } from '../../../crawler/visit/visit.ts';
import type { Observation } from '../../../model/observation.ts';
import { startFediverse } from '../../fediverse/fediverse.ts';
import { keptLog } from '../../store/examples.ts';
import { hostNamed, netTo, realClock } from '../../visiting.ts';

const control = 'mastodon.fedi.test';

/** The restraint of a crawler whose one control target is a real server that has answered. `closeControl`: that one is silent from then on. */
export async function startRestraint() {
  const fediverse = await startFediverse({ only: [control] });
  let isOpen = true;
  const closeControl = async () => {
    if (isOpen) await fediverse.close();
    isOpen = false;
  };
  const clock = realClock();
  const net = netTo(fediverse, { clock, log: keptLog() });
  const stop = new AbortController().signal;
  const watch = { net, clock, stop, vantage: 'local', control: [hostNamed(control)] };
  const restraint = new Restraint({ ...watch, consentOf: () => 'peer' });
  await restraint.prime();
  return {
    restraint,
    closeControl,
    close: async () => {
      await net.close();
      await closeControl();
    },
  };
}

/** A visit that left these rows behind and nothing else. */
export function recordOf(observations: readonly Observation[]): VisitRecord {
  return { observations, evidence: [], policies: [], bugs: 0, settled: new Map() };
}
