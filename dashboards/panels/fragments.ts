/** Hosted servers that are asked about, as a table with `host`, `customer` and `objective`. It takes the parameters `server` and `customer`. */
export const hosted = `(SELECT host, ifNull(customer, '') AS customer, objective FROM servers FINAL WHERE role = 'hosted' AND left_at IS NULL
    AND ({server:String} = '' OR host = {server:String}) AND ({customer:String} = '' OR customer = {customer:String}))`;

/** Whether a server is asked about: each one is where neither a server nor a customer is named, also such as are not hosted. */
export function isAsked(server: string): string {
  return `(({server:String} = '' AND {customer:String} = '') OR ${server} IN (SELECT host FROM ${hosted}))`;
}

/** Whether it may be told what a server says of others: the hosted servers of one customer are nothing to another. */
export function isTold(observer: string): string {
  return `({customer:String} = '' OR ${observer} NOT IN (SELECT host FROM servers FINAL WHERE role = 'hosted' AND ifNull(customer, '') != {customer:String}))`;
}

/** Whether an instant is in the window. It takes the parameters `from` and `to`. */
export function inWindow(column: string): string {
  return `${column} >= {from:DateTime64(3, 'UTC')} AND ${column} < {to:DateTime64(3, 'UTC')}`;
}

/** The first point and the last point of the window. A window counts in whole points of five minutes: from that in which it begins to that in which it ends. */
const firstPoint = "toStartOfFiveMinutes({from:DateTime64(3, 'UTC')})";
const lastPoint = "toStartOfFiveMinutes({to:DateTime64(3, 'UTC')} - toIntervalMillisecond(1))";

/** The six hours that a point is in: rows of points lie by them. */
const stretchOf = (point: string) => `toStartOfInterval(${point}, INTERVAL 6 HOUR)`;

/** Whether a row of a point, of `visits_by_point` or `answers_by_point`, is about the window. It takes the parameters `from` and `to`. */
export const pointInWindow = isBetween(firstPoint, lastPoint);

/** Whether a row of a point lies between two points, both of them among these. */
export function isBetween(first: string, last: string): string {
  return `stretch >= ${stretchOf(first)} AND stretch <= ${stretchOf(last)} AND point >= ${first} AND point <= ${last}`;
}

/** The last point of the window, and one that begins so long before it ends. It takes the parameter `to`. */
export function pointsBefore(interval: string): readonly [first: string, last: string] {
  return [`toStartOfFiveMinutes({to:DateTime64(3, 'UTC')} - ${interval})`, lastPoint];
}

/** Seconds of one point of a line: a multiple of five minutes, so that a window has a hundred points at most. It takes `from` and `to`. */
export const pointSeconds =
  "300 * greatest(1, intDiv(dateDiff('second', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')}) + 29999, 30000))";

/** The point of a line that an instant belongs to. */
export function pointOf(column: string): string {
  return `toStartOfInterval(${column}, toIntervalSecond(${pointSeconds}))`;
}

/** How many visits of each point in the window said that a server that is asked about is `up` or `down`, as a table with `server`, `point`, `up` and `down`. Some points have neither. */
export const pointsInWindow = `(SELECT server, point, countEqual(states.2, 3) AS down, length(states.2) - countEqual(states.2, 1) - down AS up
    FROM visits_by_point FINAL WHERE server IN (SELECT host FROM ${hosted}) AND ${pointInWindow})`;

/**
 * What the newest visits of servers said, as a table with `server`, `state` (empty: none of them could tell) and `seen_at`, the instant of the newest. `which`:
 * what is to be true of rows of `visits_by_point`. Within, `told` is when a visit could tell, and in its last three bits what: one greatest value finds both.
 */
export function newestStates(which: string): string {
  return `(SELECT server, max(told) AS newest, multiIf(newest = 0, '', newest % 8 = 3, 'down', 'up') AS state, fromUnixTimestamp64Milli(toInt64(max(seen)), 'UTC') AS seen_at
    FROM (
      SELECT server, arrayLastIndex(rank -> rank != 1, states.2) AS place, toUnixTimestamp(point) * 1000 AS begins,
        begins + states.1[-1] AS seen, if(place = 0, 0, (begins + states.1[place]) * 8 + states.2[place]) AS told
      FROM visits_by_point FINAL WHERE ${which} AND notEmpty(states.1)
    ) GROUP BY server)`;
}

/** The rules that carry a verdict on a licence, the one that counts first first. */
export const licenceCarriers =
  "['licence.software-declared', 'licence.offer-present', 'licence.offer-reachable', 'licence.offer-corresponds']";
