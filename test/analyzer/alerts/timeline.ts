import { type StepContext, step } from '../../../analyzer/alerts/step.ts';
import type { AlertChange } from '../../../model/alert.ts';
import { instant } from '../../../model/clock.ts';
import type { FollowedAlert } from '../../../model/followed-alert.ts';
import type { Signal } from '../../../model/signal.ts';

export const minute = 60_000;
export const start = Date.parse('2026-11-02T00:00:00.000Z');

/** A failure of `actor.vary` at `social.example`, looked at once a minute. */
export function aSignal(changes: Partial<Signal> = {}): Signal {
  const outcome = changes.outcome ?? 'failed';
  return {
    rule: 'actor.vary',
    ruleVersion: 1,
    labels: { server: 'social.example' },
    audience: 'sre',
    severity: 'error',
    outcome,
    because: outcome === 'failed' ? 'The answer has no Vary header' : '',
    evidence: [`seen ${changes.observedAt ?? ''}`],
    observedAt: instant(start),
    alerting: { forMs: 5 * minute, keepFiringForMs: 5 * minute, limit: 20 },
    everyMs: minute,
    ...changes,
  };
}

/**
 * What one minute after the other was seen of one subject: `F` failed, `P` passed, `?` cannot tell, `.` nothing was observed, `x` the monitor
 * did not run, `-` the rule was asked and did not mention it.
 */
export type Script = string;

interface Play {
  readonly signal?: Partial<Signal>;
  readonly context?: Partial<StepContext>;
  /** After which minutes the monitor is started again from what it kept. */
  readonly restarts?: ReadonlySet<number>;
}

const outcomes = { F: 'failed', P: 'passed', '?': 'cannot-tell' } as const;

/** Plays a script in virtual time, and gives the log of changes as `minute from>to`, beside what is followed in the end. */
export function played(script: Script, { signal, context, restarts }: Play = {}) {
  const log: string[] = [];
  let followed: readonly FollowedAlert[] = [];
  let newest: Signal | undefined;
  [...script].forEach((letter, index) => {
    const nowMs = start + index * minute;
    if (restarts?.has(index)) followed = JSON.parse(JSON.stringify(followed));
    if (letter === 'x') return;
    const outcome = outcomes[letter as keyof typeof outcomes];
    if (outcome !== undefined) newest = aSignal({ ...signal, outcome, observedAt: instant(nowMs) });
    if (letter === '-') newest = undefined;
    const asked = new Map([['actor.vary', letter === '-' ? instant(nowMs) : undefined]]);
    const made = step(followed, newest === undefined ? [] : [newest], { nowMs, asked, ...context });
    ({ followed } = made);
    log.push(...made.changes.map((change) => `${index} ${said(change)}`));
  });
  return { log, followed };
}

function said({ from, to, alert }: AlertChange): string {
  const what = alert.flapping ? `${to}~` : to;
  return `${from}>${what}`;
}
