import type { Confidence, ConfidenceLevel, Doubt, Naming } from '../../model/confidence.ts';
import {
  type KnownPolicy,
  type PolicyChange,
  type PolicyLevel,
  type PolicySource,
  subjectKey,
} from '../../model/policy.ts';
import type { PolicyCoverage } from '../../store/policies/policy-reads.ts';

export const levelNames: Readonly<Record<PolicyLevel, string>> = {
  reject: 'Rejects',
  limit: 'Limits',
  'media-only': 'Removes media',
  note: 'Notes',
};

export const sourceNames: Readonly<Record<PolicySource, string>> = {
  api: 'published by the server itself',
  robots: 'its robots.txt',
  list: 'an imported list',
  export: 'an export its operator gave us',
  signed: 'its answer to a signed question',
};

/** How sure we are of a statement, in one word. */
export const certaintyNames: Readonly<Record<ConfidenceLevel, string>> = {
  high: 'high',
  medium: 'medium',
  low: 'low',
};

/** How a statement says whom it is about. */
export const namingNames: Readonly<Record<Naming, string>> = {
  name: 'named in full',
  digest: 'by a digest of its name',
  parent: 'by a domain above it or a wildcard',
  mask: 'by a mask that several names fit',
  everyone: 'said of itself',
};

/** What a policy does, or did when it was read last where newer readings cannot tell, such as "Cannot tell since 2026-11-02 10:00:00 UTC; it was: Rejects (blocked)". `when`: an instant as people read it. */
export function policyText(
  { level, native, unseen, lastSeen }: Pick<KnownPolicy, 'level' | 'native' | 'unseen' | 'lastSeen'>,
  when: (instant: string) => string,
): string {
  const says = `${levelNames[level]} (${native})`;
  return unseen === true ? `Cannot tell since ${when(lastSeen)}; it was: ${says}` : says;
}

/** Doubts that do not show in how somebody is named. */
export type SaidDoubt = Exclude<Doubt, 'mask' | 'parent'>;

/** What keeps us from being surer. */
export const doubtNames: Readonly<Record<SaidDoubt, string>> = {
  hearsay: 'somebody else says so',
  'handed-over': 'its operator gave us the list',
  partial: 'a part of the list was read',
  once: 'read once so far',
  unreadable: 'the list cannot be read now',
  unseen: 'newer readings do not show it, and cannot say that it ended',
};

/** The words for how sure we are, in one language. */
export interface ConfidenceWords {
  readonly certainty: Readonly<Record<ConfidenceLevel, string>>;
  readonly naming: Readonly<Record<Naming, string>>;
  readonly doubts: Readonly<Record<SaidDoubt, string>>;
}

const confidenceEnglish: ConfidenceWords = {
  certainty: certaintyNames,
  naming: namingNames,
  doubts: doubtNames,
};

/** How sure we are of a statement and why, such as "medium (named in full, read once so far)". */
export function confidenceText(
  { by, confidence }: { readonly by: Naming; readonly confidence: Confidence },
  { certainty, naming, doubts } = confidenceEnglish,
): string {
  const said = confidence.doubts.flatMap((doubt) =>
    doubt === 'mask' || doubt === 'parent' ? [] : [doubts[doubt]],
  );
  return `${certainty[confidence.level]} (${[naming[by], ...said].join(', ')})`;
}

/** Where a statement is from and how sure we are of it. */
export function howSure({
  source,
  origin,
  ...rated
}: Sourced & Parameters<typeof confidenceText>[0]): string {
  return `${sourceNames[source]}${origin === '' ? '' : ` (${origin})`}; confidence: ${confidenceText(rated)}`;
}

interface Sourced {
  readonly source: PolicySource;
  readonly origin: string;
}

/** The sentence without which no figure about blocks is shown. */
export function coverageSentence({ known, byState }: PolicyCoverage): string {
  const readable = byState.published + byState.partial;
  const partial = byState.partial === 0 ? '' : `, ${byState.partial} of them only a part of it`;
  return `${readable} of ${known} peers publish a list we may read${partial}.`;
}

/** What a change is, in words, without who made it. */
export function changeSentence({
  kind,
  subject,
  before,
  after,
  modeBefore,
  modeAfter,
}: PolicyChange): string {
  const whom = subject === undefined ? 'everyone' : subjectKey(subject);
  if (kind === 'added') return `${levelNames[after?.level ?? 'note'].toLowerCase()} ${whom} now`;
  if (kind === 'removed') return `no longer has ${whom} on its list (it was: ${before?.level ?? 'unknown'})`;
  if (kind === 'mode-changed') return `went from federation mode ${modeBefore} to ${modeAfter}`;
  return `went from ${before?.level} (${before?.native}) to ${after?.level} (${after?.native}) about ${whom}`;
}

/** Whether what a row dates rests on replayed history, as CSV tables say it. */
export function replayedWord(replayed: boolean): 'yes' | 'no' {
  return replayed ? 'yes' : 'no';
}

/** A share as people read it, such as "93.5 %". */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
