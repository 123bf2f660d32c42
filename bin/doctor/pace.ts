import type { Configuration } from '../../model/configuration.ts';
import { type Diagnosis, problem } from './diagnosis.ts';

/** The longest time between two visits with which `availability.confirmed` can tell anything: it takes two visits within its four hours. */
const longestMs = 7_200_000;

const hourMs = 3_600_000;

/** Are hosted servers visited often enough that their outages can be confirmed? Nothing is said where they are. */
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
  const says = `${who} every ${hours} hours: availability.confirmed takes two visits in four hours, so no outage is ever confirmed`;
  return [problem(says, `set ${setting} to 2h or less`)];
}
