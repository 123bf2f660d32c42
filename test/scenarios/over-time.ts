import type { BreakageName } from '../fediverse/breakages/index.ts';

/** A fault that no single visit shows: a healthy server is broken for one visit between two others. */
export interface Drift {
  readonly rule: string;
  readonly host: string;
  readonly between: BreakageName;
  /** Why the rule must fail after the third visit. */
  readonly reason: string;
}

/** Every fault over time. The rule must fail after the third visit, and no other rule. */
export const drifts: readonly Drift[] = [
  {
    rule: 'nodeinfo.software-drift',
    host: 'mastodon.fedi.test',
    between: 'software-renamed',
    reason: 'another name for one visit and then the first again: two machines answer in turn',
  },
  {
    rule: 'actor.key-drift',
    host: 'mastodon.fedi.test',
    between: 'actor-other-key',
    reason: 'another key for one visit and then the first again: GoToSocial refuses every second delivery',
  },
];
