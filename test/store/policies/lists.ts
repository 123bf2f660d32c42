import { createHash } from 'node:crypto';
import type { PolicyEntry, PolicyLevel, PolicyList, Reading } from '../../../model/policy.ts';
import { host } from '../examples.ts';

/** An entry against a name. */
export function against(
  name: string,
  level: PolicyLevel = 'reject',
  more: Partial<PolicyEntry> = {},
): PolicyEntry {
  const native = level === 'reject' ? 'suspend' : 'silence';
  return { subject: { kind: 'host', host: host(name) }, level, native, obfuscated: false, ...more };
}

/** A list of an observer as it was read on a day of November. */
export function aList(
  observer: string,
  day: number,
  entries: readonly PolicyEntry[],
  more: Partial<Reading> = {},
): PolicyList {
  const readAt = `2025-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
  const reading: Reading = {
    observer: host(observer),
    source: 'api',
    origin: 'mastodon',
    state: 'published',
    mode: 'open',
    readAt,
    entries: entries.length,
    refused: {},
    truncated: false,
    replayed: false,
    covers: 'subdomains',
    digest: createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 32),
    ...more,
  };
  return { reading, entries };
}
