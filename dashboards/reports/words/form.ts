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
  /** A duration in hours and minutes, or in minutes and seconds where it is less than an hour. */
  duration(ms: number): string;
  /** Texts as an enumeration, such as "a, b and c". */
  list(texts: readonly string[]): string;
}

const locales: Readonly<Record<ReportLanguage, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR' };

/** A share, rounded down to digits behind the point; what a sum of floating-point numbers leaves behind does not count. */
export function roundedDown(share: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.floor(share * scale + 1e-6) / scale;
}

/** The form of a language. */
export function formOf(language: ReportLanguage): Form {
  const locale = locales[language];
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (at: string) => withFirst(format.format(new Date(at)), language);
  };
  const number = (value: number, options: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(locale, options).format(value);
  const moment = dates({ dateStyle: 'long', timeStyle: 'short' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    day: dates({ dateStyle: 'long' }),
    moment: (at) => `${moment(at)} UTC`,
    month: dates({ month: 'long', year: 'numeric' }),
    number: (value) => number(value),
    percent: (share, digits) => number(share, { style: 'percent', maximumFractionDigits: digits }),
    availability: (share) =>
      number(roundedDown(share, 5), { style: 'percent', minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    duration: (ms) =>
      durationParts(ms)
        .map(([value, unit]) => number(value, { style: 'unit', unit, unitDisplay: 'long' }))
        .join(' '),
    list: (texts) => lists.format(texts),
  };
}

/** French writes the first of a month as an ordinal number, which `Intl` does not. */
function withFirst(date: string, language: ReportLanguage): string {
  return language === 'fr' ? date.replace(/^1 /, '1er ') : date;
}

/** In hours and minutes; in minutes and seconds below an hour. Parts of nothing are left out. */
function durationParts(ms: number): readonly (readonly [value: number, unit: string])[] {
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.round(ms / 60_000);
  const parts: readonly (readonly [number, string])[] =
    seconds < 3_600
      ? [
          [Math.floor(seconds / 60), 'minute'],
          [seconds % 60, 'second'],
        ]
      : [
          [Math.floor(minutes / 60), 'hour'],
          [minutes % 60, 'minute'],
        ];
  const some = parts.filter(([value]) => value > 0);
  return some.length === 0 ? [[0, 'minute']] : some;
}
