import type { Signal } from '../../model/signal.ts';

/**
 * The signals without those failures that are no alert while a server is set up: much is unfinished then, and nobody is on call for it yet.
 * What destroys data is told all the same. `settingUp`: names of those servers.
 */
export function withoutOnboarding(
  signals: readonly Signal[],
  settingUp: ReadonlySet<string>,
): readonly Signal[] {
  return signals.filter(
    ({ labels: { server }, outcome, severity }) =>
      outcome !== 'failed' || severity === 'critical' || server === undefined || !settingUp.has(server),
  );
}
