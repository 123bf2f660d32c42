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

/** Seconds of one point of a line: a multiple of five minutes, so that a window has a hundred points at most. It takes `from` and `to`. */
export const pointSeconds =
  "300 * greatest(1, intDiv(dateDiff('second', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')}) + 29999, 30000))";

/** The point of a line that an instant belongs to. */
export function pointOf(column: string): string {
  return `toStartOfInterval(${column}, toIntervalSecond(${pointSeconds}))`;
}

/** What each visit in the window says of the servers that are asked about, as a table with `server`, `vantage`, `scheduled_at` and `state`. */
export const visitsInWindow = `(SELECT server, vantage, scheduled_at, state FROM visits
    WHERE server IN (SELECT host FROM ${hosted}) AND ${inWindow('scheduled_at')})`;
