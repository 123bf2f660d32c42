import type { Panel } from './panel.ts';

/** Share of watched peers whose block list may be read. */
export const publishingCoverage: Panel = {
  id: 'publishing-coverage',
  title: 'Peers that publish their list',
  question: 'How much of the network can be judged?',
  sql: `SELECT if(count() = 0, NULL, round(100 * countIf(readable) / count(), 1)) AS share FROM list_readers`,
  parameters: [],
  kind: 'number',
  unit: 'percent',
  thresholds: { worse: 'below', warning: 10, critical: 5 },
  action:
    'Below 5 %: say nothing about all peers. Import lists that you are given, or add peers that publish theirs.',
};
