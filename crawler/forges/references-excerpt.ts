import { type GitReferences, readAdvertisement, readInfoRefs, readListing } from './git-references.ts';

/** What of a list of references is kept as evidence of what is in a repository, or not. Names of branches are not: people write their own into them. */
export interface ReferencesExcerpt extends Pick<GitReferences, 'protocol' | 'isWhole'> {
  /** Each with the first digits of its commit, in the order of the list. */
  readonly tags: readonly string[];
  /** First digits of the commits of branches, sorted. */
  readonly branches: readonly string[];
  /** Tags and branches beyond our cap. */
  readonly unkept: number;
}

/** So many of each fit into what is kept of a body. */
const maxTags = 1_500;
const maxBranches = 500;
const digits = 10;

/** The excerpt of an answer of a git server. Undefined: it is no list of references. */
export function referencesExcerpt(bytes: Uint8Array): ReferencesExcerpt | undefined {
  const references = readListing(bytes) ?? readAdvertisement(bytes) ?? readInfoRefs(bytes);
  if (references === undefined) return undefined;
  const { protocol, isWhole, tips } = references;
  const tags = Object.entries(references.tags);
  return {
    protocol,
    isWhole,
    tags: tags.slice(0, maxTags).map(([name, id]) => `${name} ${id.slice(0, digits)}`),
    branches: tips.slice(0, maxBranches).map((id) => id.slice(0, digits)),
    unkept: Math.max(0, tags.length - maxTags) + Math.max(0, tips.length - maxBranches),
  };
}
