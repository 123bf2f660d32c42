import { type Clock, instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { Observation } from '../model/observation.ts';
import type { Spool, Store } from '../store/store.ts';
import { visitProbes } from './probes/index.ts';
import { missedObservations } from './schedule/missed.ts';

/** What opt-outs are written down with. */
export interface OptOutTools {
  readonly store: Pick<Store, 'enrol' | 'latest'>;
  readonly spool: Pick<Spool, 'append'>;
  readonly clock: Clock;
  readonly vantage: string;
}

/** Writes down, once, that hosts asked not to be watched, so that everyone sees why nothing is known of them. They are never visited. */
export async function recordOptOuts(hosts: readonly Host[], tools: OptOutTools): Promise<void> {
  const { store, spool, clock, vantage } = tools;
  const scheduledAt = instant(clock.now());
  await store.enrol(
    hosts.map((host) => ({ host, role: 'peer', expect: {}, watchedSince: scheduledAt }) as const),
  );
  const written = optedOutLast(await store.latest(hosts));
  const due = new Set(visitProbes.map(({ id }) => id));
  for (const server of hosts.filter((host) => !written.has(host))) {
    const slot = { server, scheduledAt, vantage, consent: 'peer', code: 'opted-out', due } as const;
    await spool.append({ observations: missedObservations(slot), evidence: [] });
  }
}

/** Servers whose newest row of all says so; an older one may be left of a question that was not asked since. */
function optedOutLast(latest: readonly Observation[]): ReadonlySet<Host> {
  const newest = new Map<Host, Observation>();
  for (const row of latest)
    if (row.scheduledAt > (newest.get(row.server)?.scheduledAt ?? '')) newest.set(row.server, row);
  const last = [...newest.values()].filter(({ failure }) => failure?.code === 'opted-out');
  return new Set(last.map(({ server }) => server));
}
