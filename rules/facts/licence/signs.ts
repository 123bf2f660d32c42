import type { OfferCheck } from '../../../model/licence/offer-check.ts';
import type { SoftwareProfile, StockConstant } from '../../../model/software/profile.ts';
import { compareVersions, sameBranch, type Version, versionOf } from '../../../model/version.ts';
import { shown } from '../shown.ts';
import type { Identity } from './identity.ts';
import { isOf, isRunByItsMakers, type OwnedOffer } from './lineage.ts';
import type { Publication } from './release.ts';
import type { ModificationSign } from './sign.ts';

/** What signs of a modification are looked for in. */
export interface SignFacts {
  readonly identity: Extract<Identity, { readonly state: 'known' }>;
  readonly version: string | undefined;
  /** Numbers of the instance API, by JSON Pointer. */
  readonly constants: ReadonlyMap<string, number>;
  readonly offers: readonly OwnedOffer[];
  readonly checks: readonly OfferCheck[];
  readonly publication: Publication;
  /** Stock files whose bytes are other ones, by path. */
  readonly replacedFiles: readonly string[];
  /** Was NodeInfo asked for, and said to be not there? */
  readonly withoutNodeInfo: boolean;
}

/** Everything that tells of a modification, in the order of the kinds. */
export function signsOf(facts: SignFacts): readonly ModificationSign[] {
  return [
    ...otherBuild(facts),
    ...commitNotUpstream(facts),
    ...constantDiffers(facts),
    ...releaseNotUpstream(facts),
    ...otherSoftware(facts),
    ...fileDiffers(facts),
    ...routeMissing(facts),
    ...ownSource(facts),
  ];
}

const program = 'program' as const;

function otherBuild({ identity, version, offers }: SignFacts): readonly ModificationSign[] {
  const { software, calledOtherwise } = identity;
  if (calledOtherwise !== undefined)
    return [
      {
        kind: 'other-build',
        weight: 'strong',
        from: program,
        says: `it calls itself ${shown(calledOtherwise)}`,
      },
    ];
  if (isRunByItsMakers(software))
    return [
      { kind: 'other-build', weight: 'strong', from: program, says: `it is ${software.title}, a fork` },
    ];
  return [
    ...forkOfParent(software, offers),
    ...(version === undefined ? [] : changedBuild(software, version)),
  ];
}

/** A known fork is its makers' work, and as good as upstream; one that leads to its parent only leads away from its own source. */
function forkOfParent(software: SoftwareProfile, offers: readonly OwnedOffer[]): readonly ModificationSign[] {
  const owners = new Set(offers.map(({ owner }) => owner));
  if (!owners.has('parent') || owners.has('upstream')) return [];
  // Where nobody read what the fork offers as installed, its makers may have left the address of the parent in it.
  const leadsHome = (software.offers ?? []).some(
    ({ stock }) => stock !== undefined && isOf({ url: stock }, software),
  );
  const weight = leadsHome ? 'strong' : 'medium';
  return [{ kind: 'other-build', weight, from: program, says: `it is ${software.title}, a fork` }];
}

/** What `git describe --dirty` ends a version with: any changed file of a checkout does that, not only one of the program. */
const dirty = /[-+.](?:dirty|modified)$/;

function changedBuild({ version: grammar }: SoftwareProfile, version: string): readonly ModificationSign[] {
  if (grammar === undefined) return [];
  const sign = { kind: 'other-build', from: program, says: `its version is ${shown(version)}` } as const;
  if (grammar.modified?.test(version) === true)
    return [{ ...sign, weight: dirty.test(version) ? 'medium' : 'strong' }];
  if (grammar.deviation === 'none' || grammar.stock.test(version)) return [];
  return [{ ...sign, weight: grammar.deviation }];
}

/** Builds of upstream's own branches and changes, whose commits it may throw away again. */
const passing = /[.-](?:develop|stable|master|main|release)$|[-+.]pr-\d/;

function commitNotUpstream({ identity, version = '', checks }: SignFacts): readonly ModificationSign[] {
  const own = checks.filter((check) => isOf(check, identity.software));
  const commits = own.flatMap(({ references }) => references.filter(({ kind }) => kind === 'commit'));
  const [first] = commits;
  if (first === undefined || commits.some(({ state }) => state !== 'not-found')) return [];
  const says = `commit ${shown(first.wanted)} of its version is not in the repository of ${identity.software.title}`;
  const weight = passing.test(version) ? 'medium' : 'strong';
  return [{ kind: 'commit-not-upstream', weight, from: program, says }];
}

function constantDiffers({ identity, version, constants }: SignFacts): readonly ModificationSign[] {
  const known = identity.software.constants ?? [];
  const running = version === undefined ? undefined : versionOf(version);
  if (running === undefined) return [];
  return known.flatMap((constant) => {
    const value = constants.get(constant.pointer);
    if (value === undefined || value === constant.value || !covers(constant, running)) return [];
    const weight = isNewerThanAll(running, known) ? 'weak' : constant.weight;
    const says = `${constant.pointer} is ${value}, in stock builds ${constant.value}`;
    return [{ kind: 'constant-differs', weight, from: program, says }];
  });
}

function covers({ since, until }: StockConstant, running: Version): boolean {
  const first = versionOf(since);
  const last = until === undefined ? undefined : versionOf(until);
  if (first === undefined || compareVersions(running, first) < 0) return false;
  return last === undefined || compareVersions(running, last) <= 0;
}

/** Is the release of a branch that nobody has read yet? Upstream may have changed the number itself. */
function isNewerThanAll(running: Version, constants: readonly StockConstant[]): boolean {
  const read = constants.flatMap(({ since, until }) =>
    [since, until ?? since].flatMap((text) => versionOf(text) ?? []),
  );
  return read.every((one) => compareVersions(running, one) > 0 && !sameBranch(running, one));
}

/** A version that upstream neither names so nor published is none of upstream's; one that it names so may be too new for the list. */
function releaseNotUpstream({ identity, version, publication }: SignFacts): readonly ModificationSign[] {
  const { software } = identity;
  const grammar = software.version;
  if (publication !== 'not-published' || version === undefined) return [];
  if (grammar === undefined || grammar.tags.length === 0) return [];
  const isNamedSo = grammar.deviation === 'none' || grammar.stock.test(version);
  const says = `${software.title} has no release ${shown(version)}`;
  return [{ kind: 'release-not-upstream', weight: isNamedSo ? 'medium' : 'strong', from: program, says }];
}

function otherSoftware({ identity }: SignFacts): readonly ModificationSign[] {
  if (!identity.concealed) return [];
  const says = `it shows the signs of ${identity.software.title}, which it does not name`;
  return [{ kind: 'other-software', weight: 'strong', from: program, says }];
}

function fileDiffers({ replacedFiles }: SignFacts): readonly ModificationSign[] {
  if (replacedFiles.length === 0) return [];
  const says = `stock files were replaced: ${replacedFiles.join(', ')}`;
  return [{ kind: 'file-differs', weight: 'weak', from: program, says }];
}

function routeMissing({ withoutNodeInfo, identity }: SignFacts): readonly ModificationSign[] {
  // What its makers never named has no NodeInfo of its own either.
  if (!withoutNodeInfo || identity.software.names.length === 0) return [];
  const says = `NodeInfo, which ${identity.software.title} always has, is not there`;
  return [{ kind: 'route-missing', weight: 'medium', from: program, says }];
}

/** Where the address of the source is written into the code, another one was written by who changed the code. */
function ownSource({ identity, offers }: SignFacts): readonly ModificationSign[] {
  const own = offers.filter(({ owner }) => owner === 'own').map(({ offer }) => offer);
  const [first] = own;
  if (first === undefined) return [];
  const stock = identity.software.offers ?? [];
  const inCode = own.some(({ place, kind }) => {
    const here = stock.filter((one) => one.place === place && one.stock !== undefined);
    return (
      kind === 'repository' &&
      place !== 'page-link' &&
      here.length > 0 &&
      here.every(({ setBy }) => setBy === 'constant')
    );
  });
  const says = `it offers ${shown(first.url)} as its source`;
  return [{ kind: 'own-source', weight: 'strong', from: inCode ? program : 'operator', says }];
}
