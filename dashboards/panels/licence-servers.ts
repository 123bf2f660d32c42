import { licenceCarriers as carriers, isAsked } from './fragments.ts';
import { unknownVerdict, verdictNameOf } from './licence-words.ts';
import type { Panel } from './panel.ts';

const outcomeOf = (rule: string) => `anyIf(toString(outcome), rule = 'licence.${rule}')`;

/** Watched servers with the verdict on their licence and what came of each question, those where a rule fails first, then those where none can tell. */
export const licenceServers: Panel = {
  id: 'licence-servers',
  title: 'Licence verdicts by server',
  question: 'What is the verdict on each server, and why?',
  sql: `SELECT server AS Server, ${verdictNameOf('said.1')} AS Verdict, declared AS Declared, present AS Present, reachable AS Reachable, corresponds AS Corresponds,
  said.2 AS Because, said.3 AS Since
FROM (
  SELECT server, argMin((toString(conclusion), because, since), (conclusion = '', indexOf(${carriers}, toString(rule)))) AS said,
    countIf(outcome = 'failed') > 0 AS fails, ${outcomeOf('software-declared')} AS declared, ${outcomeOf('offer-present')} AS present,
    ${outcomeOf('offer-reachable')} AS reachable, ${outcomeOf('offer-corresponds')} AS corresponds
  FROM current_findings FINAL
  WHERE rule IN ${carriers} AND server IN (SELECT host FROM servers FINAL WHERE left_at IS NULL) AND ${isAsked('server')}
  GROUP BY server
)
ORDER BY fails DESC, Verdict = ${unknownVerdict} DESC, Since DESC, Server LIMIT 500`,
  parameters: ['server', 'customer'],
  kind: 'table',
  unit: 'none',
  action: 'Read the evidence before you write to anybody: signs can mislead.',
};
