import { type PolicyChange, subjectKey } from '../../../model/policy.ts';
import type { Tongue } from '../words/tongue.ts';

/** What a change is, in the words of a language, without who made it. Native words and subjects of others are in it. */
export function changeWords(change: PolicyChange, { words }: Pick<Tongue, 'words'>): string {
  const { changed, everyone, levels, modes } = words.defederation;
  const { kind, subject, before, after, modeBefore = 'unknown', modeAfter = 'unknown' } = change;
  const whom = subject === undefined ? everyone : subjectKey(subject);
  const level = (entry: PolicyChange['before']) =>
    entry === undefined ? modes.unknown : `${levels[entry.level]} (${entry.native})`;
  switch (kind) {
    case 'added':
      return changed.added(whom, level(after));
    case 'removed':
      return changed.removed(whom, level(before));
    case 'level-changed':
      return changed['level-changed'](whom, level(before), level(after));
    case 'mode-changed':
      return changed['mode-changed'](modes[modeBefore], modes[modeAfter]);
  }
}
