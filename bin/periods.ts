import { visitProbes } from '../crawler/probes/index.ts';
import { changedCadence } from '../crawler/schedule/cadence.ts';
import { Timetable } from '../crawler/schedule/timetable.ts';
import type { Configuration } from '../model/configuration.ts';
import type { ServerStanding } from '../model/server.ts';
import { ownPaces } from './watched.ts';

/** How often a probe asks a server, as the configuration says, in milliseconds. */
export function periodsOf(configuration: Configuration): (probe: string, server: ServerStanding) => number {
  const { intervals: intervalMs, cadence } = configuration.crawler;
  const paces = ownPaces(configuration);
  const timetable = new Timetable({ intervalMs, cadence: changedCadence(cadence), paces });
  const classes = new Map(visitProbes.map(({ id, cadence: own }) => [id as string, own]));
  return (probe, { host, consent }) => {
    const own = classes.get(probe);
    const leastMs = own === undefined ? 0 : timetable.leastMs(host, consent)[own];
    return Math.max(timetable.intervalMs(host, consent), leastMs);
  };
}
