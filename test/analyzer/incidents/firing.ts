import { step } from '../../../analyzer/alerts/step.ts';
import type { Census } from '../../../analyzer/incidents/attributes.ts';
import { grouped } from '../../../analyzer/incidents/group.ts';
import { instant } from '../../../model/clock.ts';
import type { FollowedAlert } from '../../../model/followed-alert.ts';
import type { Incident, SharedCause } from '../../../model/incident.ts';
import { aSignal, minute, start } from '../alerts/timeline.ts';

const alerting = { forMs: 0, keepFiringForMs: 0, limit: 1_000 };

/** What fails: a rule at a server, from a minute on. */
export type Failing = readonly [server: string, rule: string, minute: number];

/** Alerts that fire, each from its minute on. */
export function firing(...failing: readonly Failing[]): readonly FollowedAlert[] {
  return failing.flatMap(([server, rule, at]) => {
    const nowMs = start + at * minute;
    const signal = aSignal({ labels: { server }, rule, observedAt: instant(nowMs), alerting });
    return step([], [signal], { nowMs, asked: new Map([[rule, undefined]]) }).followed;
  });
}

/** A census of servers `s0.example` and so on, each with what the function says. */
export function census(count: number, of: (index: number) => readonly SharedCause[]): Census {
  return new Map(Array.from({ length: count }, (_, index) => [`s${index}.example`, of(index)]));
}

/** Groups at a minute; `open`: what went on before. */
export function groupedAt(
  at: number,
  followed: readonly FollowedAlert[],
  { servers, open = [] }: { readonly servers: Census; readonly open?: readonly Incident[] },
) {
  return grouped(followed, { open, census: servers, nowMs: start + at * minute });
}
