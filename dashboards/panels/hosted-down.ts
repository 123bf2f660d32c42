import { hosted, newestStates, pointInWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Hosted servers whose newest visit that could tell found them down. */
export const hostedDown: Panel = {
  id: 'hosted-down',
  title: 'Servers down',
  question: 'How many of our servers does the federation not reach?',
  sql: `SELECT countIf(state = 'down') AS down FROM ${newestStates(`server IN (SELECT host FROM ${hosted}) AND ${pointInWindow}`)}`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'number',
  unit: 'count',
  thresholds: { worse: 'above', warning: 1, critical: 2 },
  action: 'Open the list of hosted servers: it names them. One vantage alone may be the one that is cut off.',
};
