import { type Patience, waitMs } from './delivery.ts';
import { openPost } from './post.ts';
import { oneAtATime, openLedger, type ReceiverDeps } from './receiver.ts';

/** A URL that somebody else watches: when nobody asks for it any more, the monitor is dead. */
export interface Heartbeat {
  /** A pass of the analyzer finished, and all of it went well. */
  passed(): void;
  /** Asks for the URL when that is due and a pass finished since the last time, in time. */
  step(): Promise<void>;
  close(): Promise<void>;
}

/** Where it is, and how often it is asked for. */
export interface HeartbeatOptions {
  readonly url: string;
  readonly intervalMs: number;
}

const timeoutMs = 10_000;
const patience: Patience = { firstMs: 1_000, mostMs: 15_000 };

/** A heartbeat that beats only while the analyzer works. GET, because every such service takes it. */
export function openHeartbeat({ url, intervalMs }: HeartbeatOptions, deps: ReceiverDeps): Heartbeat {
  const { clock, stop } = deps;
  const name = `alerts.heartbeat (${new URL(url).origin})`;
  const post = openPost({ ...deps, timeoutMs });
  const ledger = openLedger({ kind: 'heartbeat', name }, deps);
  let passedAt = Number.NEGATIVE_INFINITY;
  let beatAt = Number.NEGATIVE_INFINITY;
  let waitUntil = Number.NEGATIVE_INFINITY;
  let failures = 0;
  const isDue = (now: number): boolean => {
    const isInTime = passedAt > beatAt && now - passedAt <= intervalMs;
    return isInTime && now - beatAt >= intervalMs && now >= waitUntil;
  };
  const step = oneAtATime(async () => {
    const now = clock.elapsed();
    if (stop.aborted || !isDue(now)) return;
    const answer = await post.send({ method: 'GET', url });
    const isTaken = ledger.answered(answer) === 'delivered';
    failures = isTaken ? 0 : failures + 1;
    if (isTaken) beatAt = now;
    else waitUntil = clock.elapsed() + waitMs(failures, patience, name, answer);
  });
  return {
    passed: () => {
      passedAt = clock.elapsed();
    },
    step,
    close: () => post.close(),
  };
}
