import type { Measure } from '../measure.ts';
import { samplingMs } from './phase.ts';
import type { Swept } from './run.ts';
import type { Watched } from './watch.ts';

/** What a sweep came to. `few`: the same with fewer servers, for what must not grow with them. Absent: not compared. */
export function measuresOf(swept: Swept, few: Swept | undefined): readonly Measure[] {
  const { crowd, watched, counts } = swept;
  const { sweep, quiet, idle } = watched;
  const each = (counts.requests / Math.max(1, watched.visited + crowd.warmers)).toFixed(1);
  // A sweep that was given up would have gone on as it went.
  const minutes = ((sweep.seconds / 60) * crowd.hosts) / watched.visited;
  const spread = `${each} requests a server, ${crowd.domains} names, ${crowd.addresses} addresses`;
  const loop = `${ms(idle.loopP99Ms)} idle, ${ms(sweep.loopP99Ms)} in the sweep, ${samplingMs} ms of sampling in both; 20 ms is the target`;
  return [
    atMost(`a sweep of ${crowd.hosts} servers`, minutes, {
      unit: 'minutes',
      most: 30,
      against: spread,
    }),
    atMost('servers that no visit ended at', crowd.hosts - watched.visited, {
      unit: 'servers',
      most: 0,
      against: `${watched.visited} visited, ${watched.unanswered} without an answer`,
    }),
    atMost('memory of the process', watched.maxRssBytes / 2 ** 30, {
      unit: 'of 1 GiB',
      most: 1,
      against: `${Math.round(watched.maxHeapBytes / 2 ** 20)} MiB of it JavaScript, ${watched.maxInFlight} visits in flight`,
    }),
    ...(few === undefined ? [] : [costAgainst(swept, few)]),
    atMost('start delay p99 of our own servers', sweep.startP99Ms / quiet.startP99Ms, {
      unit: 'times that without the crowd',
      most: 3,
      against: `${ms(quiet.startP99Ms)} without, ${ms(sweep.startP99Ms)} with it; 250 ms is the target; ${sweep.hostedMissed} of their slots missed`,
    }),
    atMost('event-loop delay p99', sweep.loopP99Ms / idle.loopP99Ms, {
      unit: 'times the idle one',
      most: 3,
      against: loop,
    }),
    atMost('promises broken to servers', counts.violations, {
      unit: 'times',
      most: 0,
      against: `${counts.requests + counts.hostedRequests} requests counted by the servers`,
    }),
    atMost('bugs of ours', watched.bugs, { unit: 'bugs', most: 0, against: `${watched.rows} rows stored` }),
  ];
}

function costAgainst(many: Swept, few: Swept): Measure {
  const [much, little] = [costMs(many), costMs(few)];
  return atMost(`CPU a server at ${many.crowd.hosts}`, much / little, {
    unit: `times that at ${few.crowd.hosts}`,
    most: 1.2,
    against: `${ms(little)} at ${few.crowd.hosts}, ${ms(much)} at ${many.crowd.hosts}`,
  });
}

/** What one visited server of the crowd costs, in milliseconds: what the process used in the sweep, less what our own servers use without it in as much time. */
export function costMs({ watched }: { readonly watched: Costs }): number {
  const { sweep, quiet, visited } = watched;
  const others = (quiet.cpuSeconds / quiet.seconds) * sweep.seconds;
  return ((sweep.cpuSeconds - others) / visited) * 1_000;
}

type Costs = Pick<Watched, 'sweep' | 'quiet' | 'visited'>;

function atMost(
  measure: string,
  value: number,
  { unit, most, against }: { readonly unit: string; readonly most: number; readonly against: string },
): Measure {
  const rounded = Math.round(value * 1_000) / 1_000;
  return { measure, value: rounded, unit, goal: `at most ${most}`, holds: value <= most, against };
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
