import type { SoftwareCatalogue } from '../software/catalogue.ts';
import type { SoftwareProfile } from '../software/profile.ts';
import { type NewProfile, noParent, type ProfilePatch } from './profile.ts';

/** Does section 13 of the AGPL apply? It does where the licence is the AGPL. */
function hasNetworkClause(licence: string): boolean {
  return licence.includes('AGPL');
}

/** A profile with the changes of a file: lists grow, an entry of the same key is replaced, and anything else takes the place of ours. */
export function patched(profile: SoftwareProfile, { basis, ...changes }: ProfilePatch): SoftwareProfile {
  const licence = changes.licence ?? profile.licence;
  const { sharedNames = [], constants = [], offers = [], fingerprints = [] } = profile;
  return {
    ...profile,
    ...changes,
    licence,
    networkClause: hasNetworkClause(licence),
    names: [...new Set([...profile.names, ...(changes.names ?? [])])],
    repositories: joined(profile.repositories, changes.repositories, ({ url }) => url),
    fingerprints: joined(fingerprints, changes.fingerprints, ({ id }) => id),
    ...(changes.sharedNames && { sharedNames: [...sharedNames, ...changes.sharedNames] }),
    ...(changes.constants && { constants: joined(constants, changes.constants, constantKey) }),
    ...(changes.offers && { offers: joined(offers, changes.offers, offerKey) }),
    basis: [...profile.basis, ...basis],
  };
}

/** The profile of software that only a file knows. Of what it was forked from it has the family, and the APIs unless it says otherwise. */
export function newProfile(id: string, given: NewProfile, known: SoftwareCatalogue): SoftwareProfile {
  const { forkOf = noParent, ...stated } = given;
  const parent = forkOf === noParent ? undefined : known.profileWithId(forkOf);
  const { fingerprints = [], instanceApi = parent?.instanceApi ?? 'none' } = stated;
  return {
    ...(parent?.peersApi !== undefined && { peersApi: parent.peersApi }),
    ...stated,
    ...{ id, instanceApi, fingerprints, family: parent?.family ?? id },
    ...(forkOf !== noParent && { forkOf }),
    networkClause: hasNetworkClause(stated.licence),
  };
}

function joined<Item>(
  ours: readonly Item[],
  theirs: readonly Item[] | undefined,
  keyOf: (item: Item) => string,
): readonly Item[] {
  return [...new Map([...ours, ...(theirs ?? [])].map((item) => [keyOf(item), item])).values()];
}

function constantKey({ pointer, since }: { readonly pointer: string; readonly since: string }): string {
  return `${pointer} ${since}`;
}

function offerKey({ place, path }: { readonly place: string; readonly path: string }): string {
  return `${place} ${path}`;
}
