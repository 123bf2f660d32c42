import type { Unit } from '../../panels/panel.ts';
import type { PanelCell } from '../../panels/read.ts';
import { milliseconds, span } from './when.ts';

/** What stands where there is no value. */
export const noValue = '–';

const counted = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A number in its unit, such as "1.5 s" or "99.95 %". */
export function quantity(value: number, unit: Unit): string {
  switch (unit) {
    case 'percent':
      return `${counted.format(value)} %`;
    case 'milliseconds':
      return milliseconds(value);
    case 'seconds':
      return span(value * 1000);
    case 'bytes':
      return bytes(value);
    case 'per-second':
      return `${counted.format(value)} / s`;
    case 'count':
    case 'none':
      return counted.format(value);
  }
}

/** A cell as a number in its unit, or as it is. */
export function quantityOf(cell: PanelCell | undefined, unit: Unit): string {
  if (cell === null || cell === undefined) return noValue;
  return typeof cell === 'number' ? quantity(cell, unit) : String(cell);
}

function bytes(value: number): string {
  const power = Math.min(sizes.length - 1, Math.floor(Math.log2(Math.max(1, value)) / 10));
  return `${(value / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${sizes[power] ?? 'B'}`;
}
