import { aliveRule } from '../../model/alive.ts';
import type { RuleDescription } from '../../model/rule.ts';
import { alertLimitRule } from './limit.ts';

/** What receivers are told about a rule: what is true when it passes, who notices when it does not, and what to do. */
export type RuleWords = Pick<RuleDescription, 'title' | 'breaks' | 'advice'>;

/** The words of rules that examine the monitor itself, by id. */
export const ownRules: Readonly<Record<string, RuleWords>> = {
  [aliveRule]: {
    title: 'The monitor works',
    breaks: 'Nobody, as long as it fires. When it stops, no other alert can be relied on.',
    advice: 'Do nothing while it fires; send it to something that calls you when it stops.',
  },
  [alertLimitRule]: {
    title: 'No rule has more alerts than may fire at the same time',
    breaks: 'On call, who is not told of each of them.',
    advice:
      'Look at the list of failures of that rule: so many at once have one cause, or the rule is wrong; alerts.rules raises its limit.',
  },
};
