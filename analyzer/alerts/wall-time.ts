/** A moment by the clock on the wall: `day` as YYYY-MM-DD, `time` as HH:MM. */
export interface WallTime {
  readonly day: string;
  readonly time: string;
}

/** The calendar day, YYYY-MM-DD, that an instant falls on in a time zone. */
export function dayIn(zone: string, epochMs: number): string {
  return new Date(epochMs + offsetMs(zone, epochMs)).toISOString().slice(0, 10);
}

/**
 * The instant, in epoch milliseconds, at which the clocks of a zone show a time. One that they show twice is the first of the two, and one
 * that they leave out is as much later as they jump: what calendars do. Source: RFC 5545 §3.3.5.
 */
export function instantOf({ day, time }: WallTime, zone: string): number {
  const asUtc = Date.parse(`${day}T${time}:00.000Z`);
  const [before, after] = [offsetMs(zone, asUtc - 86_400_000), offsetMs(zone, asUtc + 86_400_000)];
  const shown = [asUtc - before, asUtc - after].filter((at) => at + offsetMs(zone, at) === asUtc);
  return shown.length === 0 ? asUtc - before : Math.min(...shown);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. @throws {RangeError} for a zone that does not exist. */
function offsetMs(zone: string, epochMs: number): number {
  const format = formats.get(zone) ?? formatOf(zone);
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wall - Math.floor(epochMs / 1_000) * 1_000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}
