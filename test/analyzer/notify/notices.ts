import { createHash } from 'node:crypto';
import type { ReceiverDeps } from '../../../analyzer/notify/receiver.ts';
import type { Alert, AlertNotice } from '../../../model/alert.ts';
import type { Clock } from '../../../model/clock.ts';
import type { Meter } from '../../../model/telemetry.ts';
import { clock, keptLog } from '../../store/examples.ts';

/** A firing alert about `social.example`, with changes; the id follows from rule and labels. */
export function aNotice(
  changes: Partial<Alert> = {},
  words: Partial<Omit<AlertNotice, 'alert'>> = {},
): AlertNotice {
  const rule = changes.rule ?? 'availability.confirmed';
  const labels = changes.labels ?? { server: 'social.example' };
  const id = createHash('sha256')
    .update(JSON.stringify([rule, labels]))
    .digest('hex');
  const alert: Alert = {
    id,
    rule,
    ruleVersion: 1,
    labels,
    audience: 'sre',
    severity: 'critical',
    state: 'firing',
    because: 'no answer since 09:58',
    evidence: ['observation-1'],
    activeAt: '2026-11-20T09:58:00.000Z',
    firedAt: '2026-11-20T10:00:00.000Z',
    lastFailedAt: '2026-11-20T10:00:00.000Z',
    ...changes,
  };
  return {
    alert,
    title: 'The server answers',
    link: `https://monitor.example/alerts/${id}`,
    firstAction: 'Ask the server from another network.',
    incidentText: 'social.example does not answer\nsince 09:58 UTC',
    ...words,
  };
}

/** The same alert, ended. */
export function resolved({ alert, ...words }: AlertNotice, resolvedAt: string): AlertNotice {
  return { ...words, alert: { ...alert, state: 'resolved', resolvedAt } };
}

/** A clock that stands still until it is put forward. `set`: somebody sets the wall clock by so much, and no time passes. */
export function standingClock(
  startsAt: string,
): Clock & { forward(ms: number): void; set(byMs: number): void } {
  let now = Date.parse(startsAt);
  let elapsed = 0;
  return {
    now: () => now,
    elapsed: () => elapsed,
    forward: (ms) => {
      now += ms;
      elapsed += ms;
    },
    set: (byMs) => {
      now += byMs;
    },
  };
}

/** A meter that keeps what it was told, each as `name {labels}`. */
export function keptMeter(): Meter & { readonly counts: Map<string, number> } {
  const counts = new Map<string, number>();
  return {
    counts,
    add: (name, amount, labels) => {
      const key = `${name} ${Object.values(labels).join(' ')}`;
      counts.set(key, (counts.get(key) ?? 0) + amount);
    },
    record: () => {},
    observe: () => {},
    span: (_name, _facts, work) => work(() => {}),
  };
}

/** What a receiver works with; the real clock, unless another is given. */
export function receiverDeps(changes: Partial<ReceiverDeps> = {}) {
  const log = keptLog();
  const meter = keptMeter();
  const stop = new AbortController();
  return {
    clock,
    userAgent: 'fediscope/test',
    ...changes,
    log,
    meter,
    stop: stop.signal,
    halt: () => stop.abort(),
  };
}
