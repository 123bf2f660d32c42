import type { Exchange } from '../model/exchange.ts';
import type { Observation } from '../model/observation.ts';
import type { AnswerClass, Meter } from '../model/telemetry.ts';
import { offerChecks } from './probes/offer-checks.ts';

/** Counts what a visit did, from what it left. */
export function countVisit(meter: Meter, observations: readonly Observation[]): void {
  for (const observation of observations) {
    const { probe, consent, outcome, failure } = observation;
    meter.add('observations', 1, { probe, outcome });
    if (failure !== undefined) meter.add('failures', 1, { probe, code: failure.code });
    for (const exchange of madeBy(observation)) {
      meter.add('requests', 1, { consent, answer: answerClass(exchange) });
      const bytes = exchange.body?.wireBytes ?? 0;
      if (bytes > 0) meter.add('response_bytes', bytes, { consent });
    }
  }
}

/** Without what was asked before, for another question or another server, and is only on record here. */
function madeBy({ startedAt, exchanges }: Observation): readonly Exchange[] {
  return exchanges.filter((exchange) => exchange.startedAt >= startedAt);
}

/** Did any request of a visit get an answer, or was there none to send? What forges answer says nothing about the server. */
export function wasAnswered(observations: readonly Observation[]): boolean {
  const own = observations.filter(({ probe }) => probe !== offerChecks.id);
  const exchanges = own.flatMap((each) => each.exchanges);
  return exchanges.some(({ status }) => status !== undefined) || observations.every(isOurs);
}

/** Nothing was learned about the server. */
function isOurs({ outcome }: Observation): boolean {
  return outcome === 'missed' || outcome === 'disallowed';
}

const classes: Readonly<Record<string, AnswerClass>> = {
  1: '1xx',
  2: '2xx',
  3: '3xx',
  4: '4xx',
  5: '5xx',
};

function answerClass({ status }: Exchange): AnswerClass {
  return classes[String(status ?? '').charAt(0)] ?? 'none';
}
