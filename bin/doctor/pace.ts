import type { Configuration } from '../../model/configuration.ts';
import { type Diagnosis, problem } from './diagnosis.ts';

/** The longest time between two visits with which `availability.confirmed` always tells: it takes two visits within its four hours. */
const longestMs = 7_200_000;

/** From here on two visits are never within its four hours; up to here they are for the rest of four hours after each visit. */
const tooLongMs = 14_400_000;

const hourMs = 3_600_000;

/** Are hosted servers visited, and asked what an outage shows in, often enough that their outages can be confirmed at all times? Nothing is said where they are. */
export function paceDiagnoses({ hosted, crawler }: Configuration): readonly Diagnosis[] {
  if (hosted.length === 0) return [];
  const own = hosted.flatMap(({ domain, interval = 0, cadence: { A = 0 } = {} }) => [
    ...tooSeldom(interval, `${domain} is visited`, 'its interval under hosted'),
    ...tooSeldom(A, `${domain} is asked whether it is up`, 'its cadence.A under hosted'),
  ]);
  return [...own, ...ofAll({ hosted, crawler })];
}

/** What holds for servers without a pace of their own; without a proof, a pace of its own makes no server asked more often than this. */
function ofAll({ hosted, crawler }: Pick<Configuration, 'hosted' | 'crawler'>): readonly Diagnosis[] {
  const { intervals, cadence } = crawler;
  const proven = hosted.some(({ interval }) => interval === undefined) ? intervals.hosted : 0;
  const provenA = hosted.some((server) => server.cadence?.A === undefined) ? cadence.hosted.A : 0;
  const unproven = 'hosted servers without a proof are';
  return [
    ...tooSeldom(proven, 'hosted servers are visited', 'crawler.intervals.hosted'),
    ...tooSeldom(provenA, 'hosted servers are asked whether they are up', 'crawler.cadence.hosted.A'),
    ...tooSeldom(intervals.unproven, `${unproven} visited`, 'crawler.intervals.unproven'),
    ...tooSeldom(cadence.unproven.A, `${unproven} asked whether they are up`, 'crawler.cadence.unproven.A'),
  ];
}

/** `intervalMs`: undefined or 0 where nothing is set. */
function tooSeldom(intervalMs: number | undefined, who: string, setting: string): readonly Diagnosis[] {
  if (intervalMs === undefined || intervalMs <= longestMs) return [];
  const hours = Math.round((intervalMs / hourMs) * 10) / 10;
  const comes =
    intervalMs < tooLongMs ? 'an outage is confirmed only part of the time' : 'no outage is ever confirmed';
  const says = `${who} every ${hours} hours: availability.confirmed takes two visits in four hours, so ${comes}`;
  return [problem(says, `set ${setting} to 2h or less`)];
}
