import { type Patience, waitMs } from '../delivery.ts';
import { openPost } from '../post.ts';
import { oneAtATime, openLedger, type Receiver, type ReceiverDeps, type ReceiverName } from '../receiver.ts';
import { type AlertmanagerTimes, alertmanagerTimes, Board, type Due } from './board.ts';

/** One Alertmanager. `url`: its base, with a path prefix where it has one. */
export interface AlertmanagerOptions extends Pick<ReceiverName, 'name'> {
  readonly url: string;
  readonly times?: Partial<AlertmanagerTimes>;
  readonly timeoutMs?: number;
}

/** Alerts that one Alertmanager is told of at once; with more, the newest that resolved are left out first. */
const limit = 10_000;
/** Alerts in one request. */
const batch = 100;
const patience: Patience = { firstMs: 1_000, mostMs: 30_000 };

/** Tells one Alertmanager what stands, again and again, until it is resolved and for a while after. Source: Alertmanager `docs/alerts_api.md`. */
export function openAlertmanager(
  { url, name, times, timeoutMs }: AlertmanagerOptions,
  deps: ReceiverDeps,
): Receiver {
  const { clock, stop } = deps;
  const board = new Board({ ...alertmanagerTimes, ...times }, limit);
  const post = openPost({ ...deps, timeoutMs: timeoutMs ?? 10_000 });
  const ledger = openLedger({ kind: 'alertmanager', name }, deps);
  const target = `${url.replace(/\/+$/, '')}/api/v2/alerts`;
  let failures = 0;
  let waitUntil = Number.NEGATIVE_INFINITY;
  const send = async (due: readonly Due[]): Promise<boolean> => {
    const body = JSON.stringify(due.map(({ posted }) => posted));
    const answer = await post.send({ method: 'POST', url: target, body });
    const outcome = ledger.answered(answer);
    // It takes the good ones of a request with a bad one, and the bad one stays bad: Alertmanager api/v2/api.go.
    if (outcome !== 'failed') board.sent(due, clock.now());
    failures = outcome === 'failed' ? failures + 1 : 0;
    if (outcome === 'failed') waitUntil = clock.elapsed() + waitMs(failures, patience, name, answer);
    return outcome !== 'failed';
  };
  const step = oneAtATime(async () => {
    while (!stop.aborted && clock.elapsed() >= waitUntil) {
      const due = board.due(clock.now(), batch);
      if (due.length === 0) return;
      await send(due);
    }
  });
  return {
    notify: async (notices) => {
      for (const { alert } of board.take(notices, clock.now())) ledger.lost('dropped', { alert: alert.id });
    },
    step,
    close: async () => {
      await step();
      const parting = board.parting(clock.now());
      for (let from = 0; from < parting.length && !stop.aborted; from += batch)
        if (!(await send(parting.slice(from, from + batch)))) break;
      await post.close();
    },
  };
}
