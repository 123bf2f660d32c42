import type { Severity } from '../model/finding.ts';
import type { Impact, Requirement } from '../model/rule.ts';

/**
 * How loudly a failure speaks. What it does to others decides; who says so only lifts what nobody feels: a broken MUST is worth a warning even then.
 * The two axes follow FediTest's specification level and interoperability level.
 */
const table: Readonly<Record<Impact, Readonly<Record<Requirement, Severity>>>> = {
  destructive: { must: 'critical', should: 'critical', convention: 'critical' },
  breaks: { must: 'error', should: 'error', convention: 'error' },
  degrades: { must: 'warning', should: 'warning', convention: 'warning' },
  cosmetic: { must: 'warning', should: 'info', convention: 'info' },
};

/** The severity of a rule's failures. */
export function severityOf({
  requirement,
  impact,
}: {
  readonly requirement: Requirement;
  readonly impact: Impact;
}): Severity {
  return table[impact][requirement];
}
