import { aliveRule } from '../../model/alive.ts';
import type { RuleDescription, Source } from '../../model/rule.ts';
import { alertLimitRule } from './limit.ts';
import { ruleFailedRule } from './rule-failed.ts';

/** What receivers are told about a rule: what is true when it passes, who notices when it does not, and what to do. */
export type RuleWords = Pick<RuleDescription, 'title' | 'breaks' | 'advice'>;

const metamonitoring: Source = {
  title: 'Prometheus',
  section: 'Alerting, Metamonitoring',
  url: 'https://prometheus.io/docs/practices/alerting/#metamonitoring',
};

/** Rules that examine the monitor itself from what a pass over the alerts knows, by id. */
export const ownRules: Readonly<Record<string, RuleDescription>> = {
  [aliveRule]: {
    id: aliveRule,
    version: 1,
    title: 'The monitor works',
    audience: 'sre',
    requirement: 'convention',
    impact: 'cosmetic',
    sources: [metamonitoring],
    breaks: 'Nobody, as long as it fires. When it stops, no other alert can be relied on.',
    falsePositives:
      'It fires all the time, by design. It does not tell whether every part works; monitor.rule-failed and monitor.coverage do.',
    advice: 'Do nothing while it fires; send it to something that calls you when it stops.',
  },
  [alertLimitRule]: {
    id: alertLimitRule,
    version: 1,
    title: 'No rule has more alerts than may fire at the same time',
    audience: 'sre',
    requirement: 'convention',
    impact: 'breaks',
    sources: [metamonitoring],
    breaks: 'On call, who is not told of each of them.',
    falsePositives: 'None is known. An outage of many servers at once is what it was made for.',
    advice:
      'Look at the list of failures of that rule: so many at once have one cause, or the rule is wrong; alerts.rules raises its limit.',
  },
  [ruleFailedRule]: {
    id: ruleFailedRule,
    version: 1,
    title: 'Every rule can be evaluated',
    audience: 'sre',
    requirement: 'convention',
    impact: 'breaks',
    sources: [metamonitoring],
    breaks: 'On call: what the rule looks for would not be seen. Its alerts stay as they were.',
    falsePositives:
      'A store that is out of memory for minutes makes good rules fail. Three failures in a row are needed; a rule that threw at what a server sent is told at once.',
    advice:
      'Read the error in the log of the monitor (a fleet rule failed, or a rule threw). Is it a rule of yours, try it with fediscope rules test; are it many, look at the store, its memory and its disk.',
  },
};
