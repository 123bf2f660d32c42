import { aliveSignal } from '../../analyzer/alerts/alive.ts';
import type { AskedRules } from '../../analyzer/alerts/look.ts';
import { withoutOnboarding } from '../../analyzer/alerts/onboarding.ts';
import { ruleFailedRule } from '../../analyzer/alerts/rule-failed.ts';
import type { Asking, Said, SignalSource } from '../../analyzer/alerts/source.ts';
import { aliveRule } from '../../model/alive.ts';
import { instant } from '../../model/clock.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Signal } from '../../model/signal.ts';
import { Interrupted } from '../interrupt.ts';
import type { AlertingGround } from './ground.ts';
import { failuresOf, ruleFailedSignals } from './rule-failures.ts';

/** What a pass heard. `whole`: every source could be asked, and every rule of it answered. */
export interface Heard {
  readonly signals: readonly Signal[];
  readonly asked: AskedRules;
  readonly whole: boolean;
}

/** When something is asked. `silentSince`: since when sources cannot be asked at all, epoch milliseconds; filled in here. */
export interface Hearing extends Asking {
  readonly silentSince: Map<SignalSource, number>;
}

/**
 * What all sources say; one that fails holds up no other. The dead-man's switch is set when at least one could be asked.
 * @throws {Interrupted} when a source was told to stop: half of what is said makes no pass.
 */
export async function heard(
  { configuration, log }: AlertingGround,
  sources: readonly SignalSource[],
  { silentSince, ...asking }: Hearing,
): Promise<Heard> {
  const signals: Signal[] = [];
  const now = instant(asking.nowMs);
  const settingUp = onboarding(configuration);
  const answers = new Map<SignalSource, Said>();
  const all = [aliveRule, ruleFailedRule, ...sources.flatMap((source) => source.rules)];
  const asked = new Map<string, string | undefined>(all.map((rule) => [rule, undefined]));
  for (const source of sources) {
    try {
      const said = await source.ask(asking);
      signals.push(...withoutOnboarding(said.signals, settingUp));
      for (const rule of source.rules) if (saidAll(said, rule)) asked.set(rule, now);
      answers.set(source, said);
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      log.error('rules could not be asked for alerts', { error, rules: source.rules.length });
    }
  }
  const failures = failuresOf(sources, answers, { silentSince, nowMs: asking.nowMs });
  if (answers.size > 0) {
    for (const rule of [aliveRule, ruleFailedRule]) asked.set(rule, now);
    signals.push(aliveSignal(configuration.monitor.vantage, asking.nowMs));
    signals.push(...ruleFailedSignals(configuration, failures, asking.nowMs));
  }
  const isWhole = answers.size === sources.length && failures.every((each) => each.failures === 0);
  return { signals, asked, whole: isWhole };
}

function saidAll({ failed, cut }: Said, rule: string): boolean {
  return failed?.has(rule) !== true && cut?.has(rule) !== true;
}

function onboarding({ hosted }: Configuration): ReadonlySet<string> {
  return new Set(hosted.flatMap(({ domain, state }) => (state === 'onboarding' ? [domain] : [])));
}
