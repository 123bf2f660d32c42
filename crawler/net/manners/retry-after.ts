const secondMs = 1_000;
/** As long as the back-off waits at most: who names a later time is visited then all the same. */
const longestMs = 7 * 24 * 60 * 60 * secondMs;

const month = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const day = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun';
const dayName = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const time = '\\d{2}:\\d{2}:\\d{2}';
/** The three forms of an HTTP date. Source: RFC 9110 §5.6.7. */
const imfDate = `(?:${day}), \\d{2} (?:${month}) \\d{4} ${time} GMT`;
const rfc850Date = `${dayName}, \\d{2}-(?:${month})-\\d{2} ${time} GMT`;
const asctimeDate = `(?:${day}) (?:${month}) [ \\d]\\d ${time} \\d{4}`;
/** One value in a list of them: a field that was sent twice arrives joined with a comma, which dates have too. */
const oneValue = new RegExp(`(?<=^|,)\\s*(\\d+|${imfDate}|${rfc850Date}|${asctimeDate})\\s*(?=,|$)`, 'g');

/** Seconds or a date, as milliseconds from `now`, seven days at most; of several the longest. Undefined: absent, or neither. Source: RFC 9110 §10.2.3. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const waits = [...(value ?? '').matchAll(oneValue)].flatMap(([, text = '']) => {
    const waitMs = /^\d+$/.test(text) ? Number(text) * secondMs : dateMs(text) - now;
    return Number.isNaN(waitMs) ? [] : [waitMs];
  });
  return waits.length === 0 ? undefined : Math.min(longestMs, Math.max(0, ...waits));
}

/** NaN: there is no such day. */
function dateMs(text: string): number {
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}
