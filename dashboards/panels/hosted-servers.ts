import { hosted, newestStates, pointInWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** The state of every hosted server by its newest visit in the window, the most urgent first. */
export const hostedServers: Panel = {
  id: 'hosted-servers',
  title: 'Hosted servers',
  question: 'How does the federation see each of our servers?',
  sql: `SELECT hosted.host AS Server, hosted.customer AS Customer, multiIf(seen.server = '', 'not seen', seen.state = '', 'unknown', seen.state) AS State,
  if(said.failing = 0, NULL, said.failing) AS "Failing rules", if(seen.server = '', NULL, seen.seen_at) AS "Last visit"
FROM ${hosted} AS hosted
LEFT JOIN ${newestStates(`server IN (SELECT host FROM ${hosted}) AND ${pointInWindow}`)} AS seen ON seen.server = hosted.host
LEFT JOIN (
  SELECT server, uniqExact(rule) AS failing FROM current_findings FINAL
  WHERE outcome = 'failed' AND server IN (SELECT host FROM ${hosted}) GROUP BY server
) AS said ON said.server = hosted.host
ORDER BY State = 'down' DESC, "Failing rules" DESC NULLS LAST, Server`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'table',
  unit: 'none',
  action: 'Open the server that is down or fails most: its page has the evidence of each rule.',
};
