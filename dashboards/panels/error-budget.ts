import { hosted, minutesInWindow } from './fragments.ts';
import type { Panel } from './panel.ts';

/** The first point may begin before the window and the last one go on behind it: what was bad there spends nothing in it. */
const minutesOfPoint =
  "dateDiff('millisecond', greatest(toDateTime64(point, 3, 'UTC'), {from:DateTime64(3, 'UTC')}), least(toDateTime64(point, 3, 'UTC') + INTERVAL 5 MINUTE, {to:DateTime64(3, 'UTC')})) / 60000";

/** Bad time of each server against what its own objective allows in the window. Time without data does not count, planned work does. */
export const errorBudget: Panel = {
  id: 'error-budget',
  title: 'Error budget',
  question: 'How much bad time may each server still have?',
  sql: `SELECT server AS Server, if(isNull(objective), 'no objective set', concat(toString(objective), ' %')) AS Objective,
  round(100 * (1 - bad / known), 3) AS "Availability %", round(bad, 1) AS "Bad minutes",
  round(dateDiff('second', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')}) / 60 * (1 - objective / 100), 1) AS "Allowed minutes",
  round(100 * (1 - "Bad minutes" / "Allowed minutes"), 1) AS "Left %"
FROM (
  SELECT server, sum(minutes) AS known, sum(minutes * share) AS bad FROM (
    SELECT server, ${minutesOfPoint} AS minutes, sum(down) / (sum(up) + sum(down)) AS share FROM ${minutesInWindow} GROUP BY server, point
  ) GROUP BY server
) AS seen
INNER JOIN (SELECT host, objective FROM ${hosted}) AS promised ON promised.host = seen.server
ORDER BY "Left %" NULLS LAST, Server`,
  parameters: ['from', 'to', 'server', 'customer'],
  kind: 'table',
  unit: 'none',
  action:
    'Below a quarter: stop risky changes. Without an objective there is no budget: set hosted[].objective in fediscope.yaml.',
};
