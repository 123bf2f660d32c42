import { alertingOf } from '../../analyzer/alerts/defaults.ts';
import { type Evaluated, ruleFailedRule, ruleFailedSignal } from '../../analyzer/alerts/rule-failed.ts';
import type { Said, SignalSource } from '../../analyzer/alerts/source.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Host } from '../../model/host.ts';
import type { Signal } from '../../model/signal.ts';
import { alertingChanges } from './server-source.ts';

/** Since when sources cannot be asked at all; filled in by who reads it. Epoch milliseconds. */
interface Silence {
  readonly silentSince: Map<SignalSource, number>;
  readonly nowMs: number;
}

/** As often as a rule that failed is asked again: a source that cannot be asked is asked with every pass, and that is no reason for haste. */
const retryMs = 60_000;

/** How the evaluations of every rule went. With a source that could not be asked, all its rules failed: once, and again with each minute. */
export function failuresOf(
  sources: readonly SignalSource[],
  answers: ReadonlyMap<SignalSource, Said>,
  { silentSince, nowMs }: Silence,
): readonly Evaluated[] {
  return sources.flatMap((source) => {
    const said = answers.get(source);
    if (said === undefined) {
      const sinceMs = silentSince.get(source) ?? nowMs;
      silentSince.set(source, sinceMs);
      const failures = 1 + Math.max(0, Math.floor((nowMs - sinceMs) / retryMs));
      return source.rules.map((rule) => ({ rule, failures }));
    }
    silentSince.delete(source);
    const { failed = new Map<string, number>(), threw = new Map<string, readonly Host[]>() } = said;
    // A rule that is to make no alerts is evaluated for its findings all the same.
    const rules = new Set([...source.rules, ...failed.keys(), ...threw.keys()]);
    return [...rules].map((rule) => {
      const threwAt = threw.get(rule);
      return { rule, failures: failed.get(rule) ?? 0, ...(threwAt !== undefined && { threwAt }) };
    });
  });
}

/** Which rules cannot be evaluated, as the configuration wants it to alert; none where that is never. */
export function ruleFailedSignals(
  configuration: Configuration,
  evaluated: readonly Evaluated[],
  nowMs: number,
): readonly Signal[] {
  const change = alertingChanges(configuration)[ruleFailedRule];
  return evaluated.flatMap((each) => {
    const signal = ruleFailedSignal(each, nowMs);
    const alerting = alertingOf(signal.alerting, change);
    return alerting === 'never' ? [] : [{ ...signal, alerting }];
  });
}
