import { instant } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { DownRun, VisitReads } from '../../store/visit-states.ts';

const dayMs = 86_400_000;
/** The day that counts as the seventh begins six midnights (UTC) after the first failure. Source: Mastodon, app/lib/delivery_failure_tracker.rb. */
const countedDays = 6;
/** A run that nobody looked at for this long says nothing of now. */
const staleMs = 30 * 60_000;

/** How long until peers may stop delivering to a server that is down. */
export interface DeliveryClock {
  readonly server: Host;
  /** When the first visit of the run found it down. RFC 3339, UTC. */
  readonly downSince: string;
  /** The earliest moment at which Mastodon peers stop. RFC 3339, UTC. */
  readonly deadline: string;
  /** Until then, whole hours, 0 when it has passed. */
  readonly hoursLeft: number;
  /** Found down from one place only? */
  readonly unconfirmed: boolean;
}

/** The clocks that run at an instant, epoch milliseconds, by server; the rule `delivery.clock` reckons the same way. */
export async function deliveryClocks(
  store: VisitReads,
  servers: readonly Host[],
  nowMs: number,
): Promise<ReadonlyMap<Host, DeliveryClock>> {
  const runs = await store.downRuns(servers, instant(nowMs - 10 * dayMs), instant(nowMs));
  const running = runs.filter(({ last }) => Date.parse(last) >= nowMs - staleMs);
  return new Map(running.map((run) => [run.server, clockOf(run, nowMs)]));
}

/** The clock of one unbroken run, as it stands at an instant. */
export function clockOf({ server, began, vantages }: DownRun, nowMs: number): DeliveryClock {
  const firstDay = Math.floor(Date.parse(began) / dayMs) * dayMs;
  const deadlineMs = firstDay + countedDays * dayMs;
  return {
    server,
    downSince: began,
    deadline: instant(deadlineMs),
    hoursLeft: Math.max(0, Math.floor((deadlineMs - nowMs) / 3_600_000)),
    unconfirmed: vantages < 2,
  };
}
