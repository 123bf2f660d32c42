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

/** Whether a row of a day may be about the window. It takes the parameters `from` and `to`. */
export const dayInWindow =
  "day >= toDate({from:DateTime64(3, 'UTC')}, 'UTC') AND day <= toDate({to:DateTime64(3, 'UTC')}, 'UTC')";

/** When something was in a row of a day, by its offset in milliseconds. */
export function instantOf(offset: string): string {
  return `toDateTime64(day, 3, 'UTC') + toIntervalMillisecond(${offset})`;
}

/** When a question of `asked` was put, as the offset that it begins with. */
export function askedAt(question: string): string {
  return `intDiv(${question}, 4294967296)`;
}

/** Where the window begins and ends in a row of a day, as columns `first` and `after` in milliseconds. It takes the parameters `from` and `to`. */
export const edgesInDay = ['from', 'to']
  .map(
    (name) =>
      `toUnixTimestamp64Milli({${name}:DateTime64(3, 'UTC')}) - toUnixTimestamp(toDateTime(day, 'UTC')) * 1000`,
  )
  .map((edge, index) => `${edge} AS ${index === 0 ? 'first' : 'after'}`)
  .join(', ');

/** Seconds of one point of a line: a multiple of five minutes, so that a window has a hundred points at most. It takes `from` and `to`. */
export const pointSeconds =
  "300 * greatest(1, intDiv(dateDiff('second', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')}) + 29999, 30000))";

/** The point of a line that an instant belongs to. */
export function pointOf(column: string): string {
  return `toStartOfInterval(${column}, toIntervalSecond(${pointSeconds}))`;
}

/** What each visit in the window says of the servers that are asked about, as a table with `server`, `vantage`, `scheduled_at` and `state`. */
export const visitsInWindow = `(SELECT server, vantage, scheduled_at, state FROM visit_states
    WHERE server IN (SELECT host FROM ${hosted}) AND ${dayInWindow} AND ${inWindow('scheduled_at')})`;
