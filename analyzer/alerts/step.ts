import type { Alert, AlertChange } from '../../model/alert.ts';
import type { FollowedAlert } from '../../model/followed-alert.ts';
import type { Signal } from '../../model/signal.ts';
import { changeOf } from './change.ts';
import { isCalm } from './flapping.ts';
import { areLooksOver } from './freshness.ts';
import { alertId } from './identity.ts';
import { lived } from './life.ts';
import { alertLimitRule, limitSignal } from './limit.ts';
import type { Sight } from './look.ts';
import { promoted } from './promote.ts';
import { isRetained } from './told.ts';

/** What surrounds a pass. */
export interface StepContext extends Sight {
  /** The maintenance window that keeps an alert quiet now. Undefined: none does. */
  readonly silence?: (alert: Alert) => string | undefined;
}

/** What a pass leaves. `followed`: to be handed to the next pass, by id. `forgotten`: ids that are no longer followed. */
export interface Step {
  readonly followed: readonly FollowedAlert[];
  readonly changes: readonly AlertChange[];
  readonly forgotten: readonly string[];
}

/**
 * One pass over all alerts: inactive, pending for as long as the failure has to be observed, firing, kept firing, resolved. Pure: equal
 * input gives equal output, and what is not in `previous` is not remembered.
 */
export function step(
  previous: readonly FollowedAlert[],
  signals: readonly Signal[],
  context: StepContext,
): Step {
  const before = new Map(previous.map((one) => [one.alert.id, one]));
  const heard = new Map(signals.map((signal) => [alertId(signal.rule, signal.labels), signal]));
  const ids = [...new Set([...before.keys(), ...heard.keys()])];
  const ordinary = ids.filter((id) => before.get(id)?.alert.rule !== alertLimitRule);
  const stepped = ordinary.flatMap((id) => lived(before.get(id), heard.get(id), context) ?? []);
  const { followed, complaints } = withinLimits(stepped, before, context);
  const all = [...followed, ...complaints].map((one) => hushed(one, context)).toSorted(byId);
  return remembered(all, before, context);
}

/** Alerts of each rule up to its limit, and the complaints about what is over it. */
function withinLimits(
  stepped: readonly FollowedAlert[],
  before: ReadonlyMap<string, FollowedAlert>,
  context: StepContext,
): { readonly followed: readonly FollowedAlert[]; readonly complaints: readonly FollowedAlert[] } {
  const followed: FollowedAlert[] = [];
  const complaints: FollowedAlert[] = [];
  const sight = { ...context, asked: new Map([...context.asked, [alertLimitRule, undefined]]) };
  for (const [rule, own] of Map.groupBy(stepped, ({ alert }) => alert.rule)) {
    const { followed: fired, held } = promoted(own, context.nowMs);
    followed.push(...fired);
    const signal = limitSignal(rule, held, context.nowMs);
    const complaint = lived(before.get(alertId(alertLimitRule, signal.labels)), signal, sight);
    if (complaint !== undefined) complaints.push(...promoted([complaint], context.nowMs).followed);
  }
  return { followed, complaints: [...complaints, ...settledComplaints(before, complaints, sight)] };
}

/** Complaints about rules that have no alert left at all. */
function settledComplaints(
  before: ReadonlyMap<string, FollowedAlert>,
  current: readonly FollowedAlert[],
  sight: Sight,
): readonly FollowedAlert[] {
  const known = new Set(current.map(({ alert }) => alert.id));
  const left = [...before.values()].filter(
    ({ alert }) => alert.rule === alertLimitRule && !known.has(alert.id),
  );
  return left.flatMap((one) => {
    const signal = limitSignal(one.alert.labels['rule'] ?? '', 0, sight.nowMs);
    return lived(one, signal, sight) ?? [];
  });
}

/** Silence is of the moment; what receivers were told before stays told. */
function hushed(one: FollowedAlert, { silence }: StepContext): FollowedAlert {
  const { silencedBy: _, ...loud } = one.alert;
  const window = one.alert.state === 'resolved' ? one.alert.silencedBy : silence?.(loud);
  const alert = window === undefined ? loud : { ...loud, silencedBy: window };
  const isHeard = (alert.state === 'firing' || alert.state === 'unknown') && window === undefined;
  return { ...one, alert, told: one.told || isHeard };
}

function byId(a: FollowedAlert, b: FollowedAlert): number {
  return a.alert.id < b.alert.id ? -1 : 1;
}

function remembered(
  all: readonly FollowedAlert[],
  before: ReadonlyMap<string, FollowedAlert>,
  context: StepContext,
): Step {
  const { nowMs } = context;
  const changes = all.flatMap((one) => changeOf(before.get(one.alert.id), one, nowMs) ?? []);
  const followed = all.filter((one) => isWorthKeeping(one, context));
  const kept = new Set(followed.map(({ alert }) => alert.id));
  return { followed, changes, forgotten: [...before.keys()].filter((id) => !kept.has(id)) };
}

function isWorthKeeping(one: FollowedAlert, { nowMs, asked }: Sight): boolean {
  const { alert, idle, looks, look, everyMs } = one;
  if (!idle && (alert.state !== 'resolved' || isRetained(alert, nowMs))) return true;
  // Of a rule that is no more there will be no look again, and what was looked at long ago says nothing of how it behaves.
  const isAsked = asked.has(alert.rule) || alert.rule === alertLimitRule;
  return isAsked && !isCalm(looks) && !areLooksOver(look, everyMs, nowMs);
}
