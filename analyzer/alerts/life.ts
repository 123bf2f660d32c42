import { instant } from '../../model/clock.ts';
import type { FollowedAlert, Look } from '../../model/followed-alert.ts';
import type { Signal } from '../../model/signal.ts';
import { begun, begunAgain } from './begin.ts';
import { flapped, withLook } from './flapping.ts';
import { isStale, observedBetween, usualEveryMs } from './freshness.ts';
import { isNews, lookAt, lookAtAbsent, type Sight } from './look.ts';

/** A failure as the newest look leaves it; whether it may fire is decided among all alerts of its rule. Undefined: there is nothing to follow. */
export function lived(
  before: FollowedAlert | undefined,
  signal: Signal | undefined,
  sight: Sight,
): FollowedAlert | undefined {
  const everyMs = signal?.everyMs ?? before?.everyMs ?? usualEveryMs;
  const look = signal === undefined ? undefined : lookAt(signal, everyMs, sight);
  if (before === undefined) {
    return signal !== undefined && look?.outcome === 'failed' ? begun(signal, look) : undefined;
  }
  if (!sight.asked.has(before.alert.rule)) return ended(before, sight.nowMs);
  if (signal === undefined) return seen(before, lookAtAbsent(before, sight), sight);
  const isOver = before.idle || before.alert.state === 'resolved';
  if (isOver && look?.outcome === 'failed' && look.at > before.look.at) {
    return begunAgain(before, signal, look);
  }
  const current = { ...before, alerting: signal.alerting, everyMs };
  return seen(isNews(look, before.look) ? withWords(current, signal) : current, look, sight);
}

/** The newest reason and what it rests on; only a failure has a reason. */
function withWords(before: FollowedAlert, signal: Signal): FollowedAlert {
  if (signal.outcome !== 'failed') return before;
  const { ruleVersion, audience, severity, because, evidence } = signal;
  return { ...before, alert: { ...before.alert, ruleVersion, audience, severity, because, evidence } };
}

function seen(before: FollowedAlert, look: Look | undefined, { nowMs }: Sight): FollowedAlert {
  if (isNews(look, before.look)) return settled(looked(before, look), look, nowMs);
  if (before.alert.state !== 'firing' || !isStale(before.look, before.everyMs, nowMs)) return before;
  return { ...before, alert: { ...before.alert, state: 'unknown' } };
}

/** What one more look adds to what is remembered. `cannot-tell` adds nothing, and breaks no row but that of observed time. */
function looked(before: FollowedAlert, look: Look): FollowedAlert {
  const { outcome } = look;
  if (outcome === 'cannot-tell') return { ...before, look };
  const heldMs = before.telling === outcome ? before.observedMs : 0;
  const observedMs = heldMs + observedBetween(before.look, look, before.everyMs);
  const looks = withLook(before.looks, outcome);
  const alert = {
    ...flapped(before.alert, looks),
    ...(outcome === 'failed' && { lastFailedAt: look.at }),
  };
  return { ...before, alert, look, telling: outcome, observedMs, looks };
}

/** The state after a look, firing for the first time aside. */
function settled(after: FollowedAlert, { outcome }: Look, nowMs: number): FollowedAlert {
  const { alert, idle, observedMs, alerting } = after;
  if (outcome === 'cannot-tell' || idle || alert.state === 'resolved') return after;
  if (alert.state === 'pending') return outcome === 'passed' ? { ...after, idle: true } : after;
  const isOver = outcome === 'passed' && observedMs >= alerting.keepFiringForMs && alert.flapping !== true;
  return isOver ? ended(after, nowMs) : { ...after, alert: { ...alert, state: 'firing' } };
}

/** The end of an alert: one that fired is resolved, one that did not is forgotten but for its looks. */
function ended(after: FollowedAlert, nowMs: number): FollowedAlert {
  const { alert, idle } = after;
  if (idle || alert.state === 'resolved') return after;
  if (alert.state === 'pending') return { ...after, idle: true };
  return { ...after, alert: { ...alert, state: 'resolved', resolvedAt: instant(nowMs) } };
}
