import { type PolicyChange, type PolicyLevel, type PolicySource, subjectKey } from '../../model/policy.ts';
import type { PolicyAbout, PolicyCoverage } from '../../store/policy-reads.ts';

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

/** How sure it is that a policy is about the server. */
export const confidenceNames: Readonly<Record<PolicyAbout['by'], string>> = {
  name: 'sure: the name is on the list',
  digest: 'sure: digest and mask are those of the name',
  parent: 'sure, by a domain above it or a wildcard',
};

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

/** A share as people read it, such as "93.5 %". */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
