import { hosted } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Whole days until the first certificate of a server expires, as its newest handshake showed it. */
export const certificateDays: Panel = {
  id: 'certificate-days',
  title: 'Certificate days left',
  question: 'Which certificate runs out first?',
  sql: `SELECT server AS Server, floor(dateDiff('second', {to:DateTime64(3, 'UTC')}, min(valid_to)) / 86400) AS value
FROM (
  SELECT server, parseDateTime64BestEffortOrNull(arrayJoin(JSONExtract(data, 'sessions', 'Array(Tuple(chain Array(Tuple(validTo String))))')).1[1].1, 3, 'UTC') AS valid_to
  FROM latest FINAL
  WHERE server IN (SELECT host FROM ${hosted}) AND probe = 'tls' AND outcome = 'ok'
)
WHERE valid_to IS NOT NULL
GROUP BY server ORDER BY value, Server`,
  parameters: ['to', 'server', 'customer'],
  kind: 'bars',
  unit: 'count',
  thresholds: { worse: 'below', warning: 14, critical: 3 },
  action: 'Renew it now, then look why the renewal did not run by itself.',
};
