import type { Panel } from './panel.ts';

/** Servers by rule and outcome, for rules about licences. */
export const licenceVerdicts: Panel = {
  id: 'licence-verdicts',
  title: 'Licence verdicts',
  question: 'How do our rules about licences answer?',
  sql: `SELECT concat(toString(rule), ': ', toString(outcome)) AS Verdict, uniqExact(server) AS value
FROM current_findings FINAL WHERE startsWith(rule, 'licence.')
GROUP BY rule, outcome ORDER BY rule, outcome`,
  parameters: [],
  kind: 'bars',
  unit: 'count',
  action: 'A failed one needs a person: the table names the servers, their pages hold the evidence.',
};
