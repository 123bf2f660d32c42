import { parsePrefix, prefixOf } from './prefix.ts';

/** Who announces which addresses, as the operator says. */
export interface AsTable {
  /** Number and name of the autonomous system with the longest prefix around an address. Undefined: the table has none. */
  asOf(address: string): string | undefined;
}

/** A table, or the first line that is not as it must be, counted from 1. */
export type ReadAsTable =
  | { readonly ok: true; readonly table: AsTable }
  | { readonly ok: false; readonly line: number };

/** Reads lines of `prefix,asn,name`, such as `192.0.2.0/24,64496,Example Hosting`. A header, empty lines and lines with `#` in front are passed over. */
export function readAsTable(text: string): ReadAsTable {
  const systems = new Map<string, string>();
  const lengths = new Set<number>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line) || (index === 0 && /^\uFEFF?prefix,/i.test(line))) continue;
    const [, prefix = '', number, name] =
      /^\s*"?([^",]+)"?\s*,\s*"?(?:AS)?(\d+)"?\s*,\s*"?(.*?)"?\s*$/i.exec(line) ?? [];
    const parsed = parsePrefix(prefix.trim());
    if (parsed === undefined || number === undefined) return { ok: false, line: index + 1 };
    systems.set(parsed.prefix, name === undefined || name === '' ? `AS${number}` : `AS${number} ${name}`);
    lengths.add(parsed.bits);
  }
  const longestFirst = [...lengths].toSorted((a, b) => b - a);
  return { ok: true, table: { asOf: (address) => longestMatch(systems, longestFirst, address) } };
}

function longestMatch(
  systems: ReadonlyMap<string, string>,
  longestFirst: readonly number[],
  address: string,
): string | undefined {
  for (const bits of longestFirst) {
    if (bits > 32 && !address.includes(':')) continue;
    const found = systems.get(prefixOf(address, { ipv4: Math.min(32, bits), ipv6: bits }) ?? '');
    if (found !== undefined) return found;
  }
  return undefined;
}
