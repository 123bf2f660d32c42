import { licenceCarriers as carriers, isAsked } from './fragments.ts';
import { verdictNameOf } from './licence-words.ts';
import type { Panel } from './panel.ts';

/** Watched servers by the verdict on their licence, in the words of their pages. Of one that waits for a second observation it cannot be told. */
export const licenceVerdicts: Panel = {
  id: 'licence-verdicts',
  title: 'Licence verdicts',
  question: 'What do the licences and source offers of servers come to?',
  sql: `SELECT ${verdictNameOf('said')} AS Verdict, count() AS value
FROM (
  SELECT server, argMinIf(toString(conclusion), indexOf(${carriers}, toString(rule)), conclusion != '') AS said
  FROM current_findings FINAL
  WHERE rule IN ${carriers} AND server IN (SELECT host FROM servers FINAL WHERE left_at IS NULL) AND ${isAsked('server')}
  GROUP BY server
)
GROUP BY Verdict ORDER BY value DESC, Verdict`,
  parameters: ['server', 'customer'],
  kind: 'bars',
  unit: 'count',
  action: 'One against a server needs a person: the table names the servers, their pages hold the evidence.',
};
