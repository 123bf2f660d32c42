import { hosted, inWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Rules whose answer about a hosted server changed in the window, newest first. */
export const changes: Panel = {
  id: 'changes',
  title: 'What changed',
  question: 'What began to fail, or got well again?',
  sql: `SELECT since AS At, server AS Server, rule AS Rule, toString(outcome) AS Outcome, because AS Because
FROM current_findings FINAL
WHERE server IN (SELECT host FROM ${hosted}) AND outcome IN ('failed', 'passed') AND ${inWindow('since')}
ORDER BY since DESC, Server, Rule LIMIT 200`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'table',
  unit: 'none',
  action: 'Compare the moment with deploys: a change of yours is the likeliest cause.',
};
