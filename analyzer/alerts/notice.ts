import type { Alert, AlertNotice } from '../../model/alert.ts';
import type { CauseKind, Incident } from '../../model/incident.ts';
import { ownRules, type RuleWords } from './own-rules.ts';

/** What a notice is made with. */
export interface NoticeContext {
  /** Where this monitor can be read, without a closing slash. */
  readonly origin: string;
  readonly vantage: string;
  /** By the id of the rule. */
  readonly rules: ReadonlyMap<string, RuleWords>;
  /** By id. */
  readonly incidents: ReadonlyMap<string, Incident>;
}

/** What the members of an incident share, after "share". */
export const causeWords: Readonly<Record<CauseKind, string>> = {
  server: 'the server',
  address: 'the address',
  network: 'the network',
  as: 'the autonomous system',
  cdn: 'the delivery network',
  software: 'the software',
  rule: 'only the rule',
};

/** An alert with what a person needs first. */
export function noticeOf(alert: Alert, context: NoticeContext): AlertNotice {
  const words = context.rules.get(alert.rule) ?? ownRules[alert.rule] ?? unnamed(alert);
  const link = `${context.origin}/alerts/${alert.id}`;
  return {
    alert,
    title: words.title,
    link,
    firstAction: words.advice,
    incidentText: incidentText(alert, { words, link, context }),
  };
}

/** A rule that left the catalogue while its alert was on its way out. */
function unnamed({ rule }: Alert): RuleWords {
  return {
    title: rule,
    breaks: 'Not known any more.',
    advice: 'The rule no longer exists; nothing is to be done.',
  };
}

interface Parts {
  readonly words: RuleWords;
  readonly link: string;
  readonly context: NoticeContext;
}

function incidentText(alert: Alert, { words, link, context }: Parts): string {
  const lines = [
    `${stateWords(alert)} (${alert.severity}): ${alert.rule}${subject(alert)}`,
    `What we see: ${alert.because}`,
    `Since: ${alert.activeAt}, last seen failing ${alert.lastFailedAt}, from ${context.vantage}`,
    ...(alert.resolvedAt === undefined ? [] : [`Ended: ${alert.resolvedAt}`]),
    ...(alert.flapping === true ? ['It comes and goes; it counts as failing until it has been quiet.'] : []),
    ...sharedWith(context.incidents.get(alert.incident ?? '')),
    ...(alert.silencedBy === undefined ? [] : [`Planned work: ${alert.silencedBy}`]),
    `Who notices: ${words.breaks}`,
    `Do first: ${words.advice}`,
    `Evidence: ${link}`,
  ];
  return lines.join('\n');
}

function stateWords({ state }: Alert): string {
  if (state === 'resolved') return 'Ended';
  return state === 'unknown' ? 'Not known whether it still fails' : 'Failing';
}

function subject({ labels }: Alert): string {
  const { server, ...others } = labels;
  const rest = Object.entries(others).map(([name, value]) => `${name} ${value}`);
  const all = [...(server === undefined ? [] : [`at ${server}`]), ...rest];
  return all.length === 0 ? '' : ` ${all.join(', ')}`;
}

function sharedWith(incident: Incident | undefined): readonly string[] {
  if (incident === undefined) return [];
  const { cause, members, startedAt } = incident;
  return [
    `Part of an incident: ${members.length} alerts began together at ${startedAt} and share ${causeWords[cause.kind]} ${cause.value}`,
  ];
}
