import { aliveSignal } from '../../analyzer/alerts/alive.ts';
import { withoutOnboarding } from '../../analyzer/alerts/onboarding.ts';
import type { Asking, SignalSource } from '../../analyzer/alerts/source.ts';
import { aliveRule } from '../../model/alive.ts';
import { instant } from '../../model/clock.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Signal } from '../../model/signal.ts';
import type { AlertingGround } from './ground.ts';

/** What a pass heard. `whole`: every source could be asked, and every rule of it answered. */
export interface Heard {
  readonly signals: readonly Signal[];
  readonly whole: boolean;
}

/** When something is asked. `askedAt`: when each rule was last asked with success; filled in here. */
export interface Hearing extends Asking {
  readonly askedAt: Map<string, string | undefined>;
}

/** What all sources say; one that fails holds up no other. The dead-man's switch is set when at least one could be asked. */
export async function heard(
  { configuration, log }: AlertingGround,
  sources: readonly SignalSource[],
  { askedAt, ...asking }: Hearing,
): Promise<Heard> {
  const signals: Signal[] = [];
  const now = instant(asking.nowMs);
  const settingUp = onboarding(configuration);
  let answered = 0;
  let failed = 0;
  for (const rule of [aliveRule, ...sources.flatMap((source) => source.rules)]) {
    if (!askedAt.has(rule)) askedAt.set(rule, undefined);
  }
  for (const source of sources) {
    try {
      const said = await source.ask(asking);
      signals.push(...withoutOnboarding(said.signals, settingUp));
      for (const rule of source.rules) if (said.failed?.has(rule) !== true) askedAt.set(rule, now);
      answered += 1;
      failed += said.failed?.size ?? 0;
    } catch (error) {
      log.error('rules could not be asked for alerts', { error, rules: source.rules.length });
    }
  }
  if (answered > 0) {
    askedAt.set(aliveRule, now);
    signals.push(aliveSignal(configuration.monitor.vantage, asking.nowMs));
  }
  return { signals, whole: answered === sources.length && failed === 0 };
}

function onboarding({ hosted }: Configuration): ReadonlySet<string> {
  return new Set(hosted.flatMap(({ domain, state }) => (state === 'onboarding' ? [domain] : [])));
}
