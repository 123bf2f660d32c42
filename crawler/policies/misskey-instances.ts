import { z } from 'zod';
import type { PolicyLevel } from '../../model/policy.ts';
import { anyList, flag, text } from '../documents/lenient.ts';
import { readJson } from '../net/json.ts';
import type { Fetched } from '../probe.ts';
import type { EntryCollector } from './entries.ts';
import { readSubject } from './subject.ts';

/** Most rows of a page that are looked at. We ask for thirty; a fork may give more. */
export const maxPageRows = 1_000;

/** What a question about instances can be narrowed to. */
export type InstanceFilter = 'blocked' | 'silenced' | 'suspended';

const Instance = z.object({
  host: z.string(),
  isBlocked: flag,
  isSilenced: flag,
  isSuspended: flag,
  suspensionState: text,
  isMediaSilenced: flag,
  isSensitiveMedia: flag,
  isNSFW: flag,
  rejectReports: flag,
});

type InstanceFlags = z.infer<typeof Instance>;

/** A page: its rows, and how many of them have the flag that was asked for. `knows`: does any row have a member for it, set or not? */
export interface InstancePage {
  readonly rows: readonly unknown[];
  readonly flagged: number;
  readonly knows: boolean;
}

/**
 * Takes the rows of one page by their own flags: Iceshrimp answers a question for blocked hosts with hosts that are not. Of a page that nobody asked for the start is taken. @throws {ProbeFailure}
 */
export function readInstances(
  fetched: Fetched,
  collector: EntryCollector,
  filter: InstanceFilter,
): InstancePage {
  const all = readJson(fetched, anyList);
  const rows = all.slice(0, maxPageRows);
  if (rows.length < all.length) collector.cut();
  let flagged = 0;
  for (const row of rows) {
    const parsed = Instance.safeParse(row);
    if (!parsed.success) {
      collector.refuse('malformed');
      continue;
    }
    if (isFlagged(parsed.data, filter)) flagged += 1;
    const words = wordsOf(parsed.data);
    if (words !== undefined) collector.add(readSubject(parsed.data.host), words);
  }
  return { rows, flagged, knows: rows.some((row) => hasMember(row, flagNames[filter])) };
}

const flagNames = {
  blocked: 'isBlocked',
  silenced: 'isSilenced',
  suspended: 'isSuspended',
} as const satisfies Record<InstanceFilter, string>;

function hasMember(row: unknown, name: string): boolean {
  return typeof row === 'object' && row !== null && name in row;
}

/** The hosts of rows that can be read. */
export function hostsOf(rows: readonly unknown[]): readonly string[] {
  return rows.flatMap((row) => {
    const parsed = Instance.safeParse(row);
    return parsed.success ? [parsed.data.host] : [];
  });
}

function isFlagged(flags: InstanceFlags, filter: InstanceFilter): boolean {
  return flags[flagNames[filter]] === true;
}

/** All flags of a host as one entry. A suspension counts only where a moderator made it: older versions mix in dead servers. */
function wordsOf(flags: InstanceFlags): { readonly level: PolicyLevel; readonly native: string } | undefined {
  const words: (readonly [PolicyLevel, string, boolean])[] = [
    ['reject', 'isBlocked', flags.isBlocked === true],
    ['limit', 'manuallySuspended', flags.suspensionState === 'manuallySuspended'],
    ['limit', 'isSilenced', flags.isSilenced === true],
    ['media-only', 'isMediaSilenced', flags.isMediaSilenced === true],
    ['media-only', 'isNSFW', flags.isNSFW === true],
    ['media-only', 'isSensitiveMedia', flags.isSensitiveMedia === true],
    ['note', 'rejectReports', flags.rejectReports === true],
  ];
  const said = words.filter(([, , isSet]) => isSet);
  const [first] = said;
  if (first === undefined) return undefined;
  return {
    level: first[0],
    native: said
      .map(([, word]) => word)
      .toSorted()
      .join('+'),
  };
}
