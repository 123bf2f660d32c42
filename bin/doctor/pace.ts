import type { Configuration } from '../../model/configuration.ts';
import { type Diagnosis, problem } from './diagnosis.ts';

/** The longest time between two visits with which `availability.confirmed` always tells: it takes two visits within its four hours. */
const longestMs = 7_200_000;

/** From here on two visits are never within its four hours; up to here they are for the rest of four hours after each visit. */
const tooLongMs = 14_400_000;

const hourMs = 3_600_000;

/** Are hosted servers visited often enough that their outages can be confirmed at all times? Nothing is said where they are. */
export function paceDiagnoses({ hosted, crawler }: Configuration): readonly Diagnosis[] {
  const own = hosted.flatMap(({ domain, interval = 0 }) =>
    tooSeldom(interval, `${domain} is visited`, 'its interval under hosted'),
  );
  if (hosted.length === 0) return own;
  const { hosted: proven, unproven } = crawler.intervals;
  const isUsed = hosted.some(({ interval }) => interval === undefined);
  return [
    ...own,
    ...(isUsed ? tooSeldom(proven, 'hosted servers are visited', 'crawler.intervals.hosted') : []),
    // Without a proof an interval of its own makes no server visited more often than this.
    ...tooSeldom(unproven, 'hosted servers without a proof are visited', 'crawler.intervals.unproven'),
  ];
}

function tooSeldom(intervalMs: number, who: string, setting: string): readonly Diagnosis[] {
  if (intervalMs <= longestMs) return [];
  const hours = Math.round((intervalMs / hourMs) * 10) / 10;
  const comes =
    intervalMs < tooLongMs ? 'an outage is confirmed only part of the time' : 'no outage is ever confirmed';
  const says = `${who} every ${hours} hours: availability.confirmed takes two visits in four hours, so ${comes}`;
  return [problem(says, `set ${setting} to 2h or less`)];
}
