import type { FollowedAlert, Look } from '../../model/followed-alert.ts';
import type { Signal } from '../../model/signal.ts';
import { flapped, withLook } from './flapping.ts';
import { usualEveryMs } from './freshness.ts';
import { alertId } from './identity.ts';

/** A failure that was not there before, as it is first seen. */
export function begun(signal: Signal, look: Look): FollowedAlert {
  const { rule, ruleVersion, labels, audience, severity, because, evidence } = signal;
  const said = { rule, ruleVersion, labels, audience, severity, because, evidence };
  return {
    alert: {
      id: alertId(rule, labels),
      ...said,
      state: 'pending',
      firstEvidence: evidence,
      activeAt: signal.since ?? look.at,
      lastFailedAt: look.at,
    },
    look,
    telling: 'failed',
    observedMs: 0,
    looks: withLook('', 'failed'),
    told: false,
    idle: false,
    alerting: signal.alerting,
    everyMs: signal.everyMs ?? usualEveryMs,
  };
}

/** A failure that returned after it had ended: another alert under the same identity, with the looks of the one before. */
export function begunAgain(before: FollowedAlert, signal: Signal, look: Look): FollowedAlert {
  const looks = withLook(before.looks, 'failed');
  const { flapping } = before.alert;
  const fresh = begun(signal, look);
  const alert = flapped({ ...fresh.alert, ...(flapping !== undefined && { flapping }) }, looks);
  return { ...fresh, alert, looks };
}
