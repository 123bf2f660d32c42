import type { OfferKind } from '../../model/licence/offer.ts';
import type {
  CheckedReference,
  LicenceText,
  OfferCheck,
  OfferState,
  ReferenceState,
} from '../../model/licence/offer-check.ts';
import type { GitReferences } from './git-references.ts';
import type { WantedReference } from './wanted-references.ts';

/** What was learned at one offered address, whoever offers it. Of one server's version it says nothing yet. */
export interface SourceFacts {
  readonly url: string;
  readonly kind: OfferKind;
  readonly state: OfferState;
  /** When it was asked, ISO 8601 UTC. Absent: it was not. */
  readonly checkedAt?: string;
  readonly licence: LicenceText;
  /** ISO 8601 UTC. Absent: nothing in it has a date, or none was told. */
  readonly newestAt?: string;
  readonly detail?: string;
  /** Absent: it is no repository, or lists nothing to us. */
  readonly references?: GitReferences;
  /** URL under which git answers. Absent: it does not. */
  readonly base?: string;
  /** What became of each commit and tag that had to be asked for, as versions name them. */
  readonly asked: Readonly<Record<string, ReferenceState>>;
}

const shortestCommit = 7;

/** What an address's facts say of one server's version. */
export function checkOf(facts: SourceFacts, wanted: readonly WantedReference[]): OfferCheck {
  const { url, kind, state, checkedAt, licence, newestAt, detail } = facts;
  const isListed = state === 'reachable' && kind !== 'archive';
  return {
    url,
    kind,
    state,
    references: isListed ? wanted.map((one) => checked(one, facts)) : [],
    licence,
    ...(checkedAt !== undefined && { checkedAt }),
    ...(newestAt !== undefined && { newestAt }),
    ...(detail !== undefined && state !== 'reachable' && { detail }),
  };
}

function checked(wanted: WantedReference, facts: SourceFacts): CheckedReference {
  const { kind, names } = wanted;
  const found = kind === 'tag' ? names.find((name) => hasTag(facts, name)) : undefined;
  if (found !== undefined) return { wanted: found, kind, state: 'found' };
  return {
    wanted: names[0],
    kind,
    state: kind === 'tag' ? tagState(names, facts) : commitState(names[0], facts),
  };
}

function hasTag({ references, asked }: SourceFacts, name: string): boolean {
  return (references !== undefined && Object.hasOwn(references.tags, name)) || asked[name] === 'found';
}

/** Where nobody ever set a tag, that there is none for a version says nothing. */
function tagState(names: readonly string[], { references, asked }: SourceFacts): ReferenceState {
  if (references !== undefined)
    return references.isWhole && Object.keys(references.tags).length > 0 ? 'not-found' : 'unknown';
  return names.map((name) => asked[name]).find((state) => state !== undefined) ?? 'unknown';
}

/** A commit that a tag or branch points to is found, however few of its digits are known: its repository names it. */
function commitState(digits: string, { references, asked }: SourceFacts): ReferenceState {
  if (references !== undefined && isTip(references, digits)) return 'found';
  return asked[digits] ?? 'unknown';
}

/** Does a tag or branch point to the commit? */
export function isTip({ tags, tips }: GitReferences, digits: string): boolean {
  const begin = digits.toLowerCase();
  if (begin.length < shortestCommit) return false;
  return [...tips, ...Object.values(tags)].some((id) => id.startsWith(begin));
}

/** So many answers to single questions are kept of one address; what comes after stays unknown. */
const maxAsked = 500;

/** What a version names and a list of references does not tell, so that it has to be asked for by itself. */
export function openReferences(
  { references, asked }: Pick<SourceFacts, 'references' | 'asked'>,
  wanted: readonly WantedReference[],
): readonly WantedReference[] {
  if (Object.keys(asked).length >= maxAsked) return [];
  return wanted.filter(({ kind, names: [name] }) => {
    if (Object.hasOwn(asked, name)) return false;
    return references === undefined || (kind === 'commit' && !isTip(references, name));
  });
}
