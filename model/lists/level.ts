import type { PolicyLevel } from '../policy.ts';
import type { ListRow } from './row.ts';

const levels: Readonly<Record<string, PolicyLevel>> = {
  suspend: 'reject',
  block: 'reject',
  reject: 'reject',
  silence: 'limit',
  limit: 'limit',
  filter: 'limit',
  noop: 'note',
  none: 'note',
};

/** What a row asks for, with the list's own word. `known`: false where nobody knows the word; then it is a mark without effect. A list without severities rejects, as Mastodon imports it. */
export function rowLevel({ severity, rejectMedia }: Pick<ListRow, 'severity' | 'rejectMedia'>): {
  readonly level: PolicyLevel;
  readonly native: string;
  readonly known: boolean;
} {
  const word = severity?.trim().toLowerCase() ?? '';
  const named = word === '' ? 'suspend' : word;
  const level = Object.hasOwn(levels, named) ? levels[named] : undefined;
  const native = rejectMedia ? `${named}+reject_media` : named;
  if (level === undefined) return { level: 'note', native, known: false };
  return { level: level === 'note' && rejectMedia ? 'media-only' : level, native, known: true };
}
