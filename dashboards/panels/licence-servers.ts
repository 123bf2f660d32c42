import { isAsked } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Servers whose licence rules failed or could not tell, the failed ones first. */
export const licenceServers: Panel = {
  id: 'licence-servers',
  title: 'Licence questions by server',
  question: 'Which servers need a look, and why?',
  sql: `SELECT server AS Server, rule AS Rule, toString(outcome) AS Outcome, toString(conclusion) AS Verdict, because AS Because, since AS Since
FROM current_findings FINAL WHERE startsWith(rule, 'licence.') AND outcome IN ('failed', 'cannot-tell')
  AND ${isAsked('server')}
ORDER BY outcome = 'failed' DESC, Since DESC, Server, Rule LIMIT 500`,
  parameters: ['server', 'customer'],
  kind: 'table',
  unit: 'none',
  action: 'Read the evidence before you write to anybody: signs can mislead.',
};
