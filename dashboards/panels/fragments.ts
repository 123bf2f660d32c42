/** Hosted servers that are asked about, as a table with `host`, `customer` and `objective`. It takes the parameters `server` and `customer`. */
export const hosted = `(SELECT host, ifNull(customer, '') AS customer, objective FROM hosted_servers FINAL WHERE role = 'hosted' AND left_at IS NULL
    AND has(['', host], {server:String}) AND has(['', customer], {customer:String}))`;

/** Whether a server is asked about: each one is where neither a server nor a customer is named, also such as are not hosted. */
export function isAsked(server: string): string {
  return `(({server:String} = '' AND {customer:String} = '') OR ${server} IN (SELECT host FROM ${hosted}))`;
}

/** Whether it may be told what a server says of others: the hosted servers of one customer are nothing to another. */
export function isTold(observer: string): string {
  return `({customer:String} = '' OR ${observer} NOT IN (SELECT host FROM hosted_servers FINAL WHERE role = 'hosted' AND ifNull(customer, '') != {customer:String}))`;
}

/** Whether an instant is in the window. It takes the parameters `from` and `to`. */
export function inWindow(column: string): string {
  return `${column} >= {from:DateTime64(3, 'UTC')} AND ${column} < {to:DateTime64(3, 'UTC')}`;
}

/** The first point and the last point of the window. A window counts in whole points of five minutes: from that in which it begins to that in which it ends. */
const firstPoint = "toStartOfFiveMinutes({from:DateTime64(3, 'UTC')})";
const lastPoint = "toStartOfFiveMinutes({to:DateTime64(3, 'UTC')} - toIntervalMillisecond(1))";

/** Whether a row of a point lies between two points, both of them among these. */
export function isBetween(first: string, last: string): string {
  return `stretch >= toStartOfInterval(${first}, INTERVAL 6 HOUR) AND stretch <= ${last} AND point >= ${first} AND point <= ${last}`;
}

/** Whether a row of `visits_by_point` is about the window. It takes the parameters `from` and `to`. */
export const pointInWindow = isBetween(firstPoint, lastPoint);

/** Whether a row of `answers` is about the points in the window. It takes the parameters `from` and `to`. */
export const answerInWindow = `stretch >= toStartOfInterval(${firstPoint}, INTERVAL 6 HOUR) AND stretch <= ${lastPoint} AND scheduled_at >= ${firstPoint} AND scheduled_at < ${lastPoint} + INTERVAL 5 MINUTE`;

/** The last point of the window, and one that begins so long before it ends. It takes the parameter `to`. */
export function pointsBefore(interval: string): readonly [first: string, last: string] {
  return [`toStartOfFiveMinutes({to:DateTime64(3, 'UTC')} - ${interval})`, lastPoint];
}

/** Lengths of one point of a line, seconds: parts of an hour, parts of a day, a day. */
const pointLengths = [300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 14_400, 21_600, 43_200, 86_400];

/** Seconds of one point of a line, so that a window has about a hundred points, and two hundred at most while they are shorter than a day. It takes `from` and `to`. */
export const pointSeconds = `roundDown(intDiv(dateDiff('second', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')}), 95), [${pointLengths.join(', ')}])`;

/** The point of a line that an instant belongs to. */
export function pointOf(column: string): string {
  return `toStartOfInterval(${column}, toIntervalSecond(${pointSeconds}))`;
}

/** Bits of `minutes`: in which nothing answered although something was silent; and others that told something. */
const downMinutes = 'bitAnd(bitShiftRight(minutes, 5), bitAnd(31, bitNot(bitShiftRight(minutes, 10))))';
const upMinutes =
  'bitOr(bitShiftRight(minutes, 10), bitAnd(bitAnd(minutes, 31), bitNot(bitShiftRight(minutes, 5))))';

/**
 * In how many minutes of each point in the window a server that is asked about was `up` or `down`, as a table with `server`, `point`, `up` and `down`; a row for
 * each vantage. A minute in which anything answered is one in which it was up.
 */
export const minutesInWindow = `(SELECT server, point, bitCount(${upMinutes}) AS up, bitCount(${downMinutes}) AS down
    FROM visits_by_point FINAL WHERE server IN (SELECT host FROM ${hosted}) AND ${pointInWindow} AND minutes != 0)`;

/** How many servers a chart of all of them shows. */
export const mostLines = 20;

/**
 * The lines of the servers that were down longest in the window, as a table with `time`, `series`, `up` and `down`. A hundred lines are no chart, and to write
 * them took longer than to find what they show.
 */
export const worstLines = `(SELECT line.1 AS time, server AS series, line.2 AS up, line.3 AS down
    FROM (
      SELECT server, groupArray((time, ups, downs)) AS lines FROM (
        SELECT server, ${pointOf('point')} AS time, sum(up) AS ups, sum(down) AS downs FROM ${minutesInWindow} GROUP BY server, time
      ) GROUP BY server ORDER BY sum(downs) / sum(ups + downs) DESC, server LIMIT ${mostLines}
    ) ARRAY JOIN lines AS line)`;

/**
 * What the newest visits of servers said, as a table with `server`, `state` (empty: none of them could tell) and `seen_at`, the instant of the newest. `which`:
 * what is to be true of rows of `visits_by_point`. Greatest values need no FINAL.
 */
export function newestStates(which: string): string {
  return `(SELECT server, max(told) AS newest, multiIf(newest = 0, '', newest % 8 = 3, 'down', 'up') AS state, fromUnixTimestamp64Milli(toInt64(max(looked)), 'UTC') AS seen_at
    FROM visits_by_point WHERE ${which} AND looked > 0 GROUP BY server)`;
}

/** What we did in the window at all servers, as a table with `point`, `vantage`, `what`, `code` and `number`: the newest count of each point. */
export const workInWindow = `(SELECT point, vantage, what, code, number FROM work_by_point FINAL WHERE point >= ${firstPoint} AND point <= ${lastPoint})`;

/** The rules that carry a verdict on a licence, the one that counts first first. */
export const licenceCarriers =
  "['licence.software-declared', 'licence.offer-present', 'licence.offer-reachable', 'licence.offer-corresponds']";
