import type { ReportLanguage } from './language.ts';

/** How a language writes dates, numbers and durations. Every time of day says that it is UTC. */
export interface Form {
  /** A day in UTC, of an instant, RFC 3339. */
  day(at: string): string;
  /** A day and a time of day. */
  moment(at: string): string;
  /** The month that an instant lies in, such as "November 2026". */
  month(at: string): string;
  number(value: number): string;
  /** A share, 0..1, in percent. `digits`: behind the point, at most. */
  percent(share: number, digits: number): string;
  /** An availability, 0..1, in percent with three digits; rounded down, so that 100 % is the whole. */
  availability(share: number): string;
  /** A duration in hours and minutes, or in seconds where it is less than a minute. */
  duration(ms: number): string;
  /** Texts as an enumeration, such as "a, b and c". */
  list(texts: readonly string[]): string;
}

const locales: Readonly<Record<ReportLanguage, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR' };

/** The form of a language. */
export function formOf(language: ReportLanguage): Form {
  const locale = locales[language];
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (at: string) => format.format(new Date(at));
  };
  const moment = dates({ dateStyle: 'long', timeStyle: 'short' });
  const numbers = new Intl.NumberFormat(locale);
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    day: dates({ dateStyle: 'long' }),
    moment: (at) => `${moment(at)} UTC`,
    month: dates({ month: 'long', year: 'numeric' }),
    number: (value) => numbers.format(value),
    percent: (share, digits) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share),
    availability: (share) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        minimumFractionDigits: 3,
        maximumFractionDigits: 3,
        roundingMode: 'floor',
      }).format(share),
    duration: (ms) =>
      durationParts(ms)
        .map(([value, name]) => unit(value, name))
        .join(' '),
    list: (texts) => lists.format(texts),
  };
}

function durationParts(ms: number): readonly (readonly [value: number, unit: string])[] {
  if (ms > 0 && ms < 60_000) return [[Math.max(1, Math.round(ms / 1_000)), 'second']];
  const minutes = Math.round(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return [[rest, 'minute']];
  return rest === 0
    ? [[hours, 'hour']]
    : [
        [hours, 'hour'],
        [rest, 'minute'],
      ];
}
