import type { SoftwareCatalogue } from '../software/catalogue.ts';
import type { SoftwareProfile } from '../software/profile.ts';
import { type NewProfile, noParent, type ProfilePatch } from './profile.ts';

/** Why a statement cannot be taken. `keys`: where it stands in what the file says of the software. `says`: what is wrong with it; `fix`: what to write. */
export interface Objection {
  readonly keys: readonly PropertyKey[];
  readonly says: string;
  readonly fix: string;
}

/** What a file says of one software, what comes of it, and all that was known before. */
export interface Statement {
  readonly stated: ProfilePatch | NewProfile;
  readonly profile: SoftwareProfile;
  readonly known: SoftwareCatalogue;
}

/** Fields that say by themselves what they are, or on which nothing rests. */
const withoutBasis: ReadonlySet<string> = new Set([
  'title',
  'part',
  'declaredLicence',
  'basis',
  'fingerprints',
]);

/** Fields on which more than a remark may rest: whoever did not read them in the source itself does not write them. */
const firm: ReadonlySet<string> = new Set([
  ...['licence', 'forkOf', 'repositories', 'sharedNames', 'version', 'offers', 'instanceActorPath'],
]);

/** Everything that speaks against a statement whose form is right; empty: it can be taken. */
export function objectionsTo(statement: Statement): readonly Objection[] {
  return [
    ...takenNames(statement),
    ...foreignSigns(statement),
    ...untoldParent(statement),
    ...missingParent(statement),
    ...untoldApi(statement),
    ...sourceAndLicence(statement),
    ...withoutSource(statement),
    ...emptyBasis(statement),
    ...doubtful(statement),
  ];
}

function takenNames({ stated, profile, known }: Statement): readonly Objection[] {
  return (stated.names ?? []).flatMap((name, at) => {
    const owner = known.profiles.find(({ id, names }) => id !== profile.id && names.includes(name));
    if (owner === undefined) return [];
    const fix = 'use sharedNames, with the versions that tell the two apart';
    return [{ keys: ['names', at], says: `${name} is the name of ${owner.title}`, fix }];
  });
}

function foreignSigns({ stated, profile }: Statement): readonly Objection[] {
  const seen = new Set<string>();
  return (stated.fingerprints ?? []).flatMap(({ id }, at) => {
    const isOwn = id.startsWith(`${profile.id}.`);
    const isNew = !seen.has(id);
    seen.add(id);
    if (isOwn && isNew) return [];
    const says = isOwn ? `${id} is there twice` : `${id} does not begin with the id of the software`;
    return [{ keys: ['fingerprints', at, 'id'], says, fix: `write ${profile.id}. and a word of its own` }];
  });
}

/** A fork shows the signs of its parent: whoever takes it for software of its own make finds that it hides what it is. */
function untoldParent({ stated }: Statement): readonly Objection[] {
  if (!('part' in stated) || stated.part !== 'server' || stated.forkOf !== undefined) return [];
  const fix = `name the id of what it was forked from, or ${noParent}`;
  return [{ keys: ['forkOf'], says: 'nothing says what it was forked from', fix }];
}

function missingParent({ stated, known }: Statement): readonly Objection[] {
  const forkOf = 'forkOf' in stated ? stated.forkOf : undefined;
  if (forkOf === undefined || forkOf === noParent || known.profileWithId(forkOf) !== undefined) return [];
  const fix = 'name the id of a profile, ours or one that stands above in this file';
  return [{ keys: ['forkOf'], says: `${forkOf} is no software that is known`, fix }];
}

/** Unknown software is asked what its API says, its source among it; who is known to have none is not asked, and judged by the rest. */
function untoldApi({ stated }: Statement): readonly Objection[] {
  const isAlone = 'forkOf' in stated && stated.forkOf === noParent;
  if (!isAlone || stated.part !== 'server' || stated.instanceApi !== undefined) return [];
  const fix = 'write mastodon where its servers answer /api/v1/instance, or none';
  return [{ keys: ['instanceApi'], says: 'nothing says which API tells about an instance', fix }];
}

function sourceAndLicence({ stated, profile }: Statement): readonly Objection[] {
  const isPublished = profile.licence !== 'LicenseRef-proprietary';
  if (stated.licence === undefined || isPublished === profile.repositories.length > 0) return [];
  const says = isPublished
    ? 'no repository is named'
    : 'a repository is named, and the licence is proprietary';
  return [{ keys: ['licence'], says, fix: 'name where its source is published, or LicenseRef-proprietary' }];
}

/** What of a statement must have been read somewhere: fields by name, signs by id. */
function statedBy(stated: Statement['stated']): readonly string[] {
  const fields = Object.entries(stated)
    .filter(([field, value]) => !withoutBasis.has(field) && !(Array.isArray(value) && value.length === 0))
    .map(([field]) => field);
  return [...fields, ...(stated.fingerprints ?? []).map(({ id }) => id)];
}

function withoutSource({ stated }: Statement): readonly Objection[] {
  const given = new Set(stated.basis.flatMap(({ fields }) => fields));
  const isGiven = (field: string) => given.has(field) || (field.includes('.') && given.has('fingerprints'));
  return statedBy(stated)
    .filter((field) => !isGiven(field))
    .map((field) => ({
      keys: ['basis'],
      says: `nothing says where ${field} was read`,
      fix: `name ${field} in the fields of a basis, with its source and the day`,
    }));
}

function emptyBasis({ stated }: Statement): readonly Objection[] {
  const there = new Set([...Object.keys(stated), ...statedBy(stated)]);
  return stated.basis.flatMap(({ fields }, at) =>
    fields
      .filter((field) => !there.has(field))
      .map((field) => ({
        keys: ['basis', at, 'fields'],
        says: `${field} is not stated here`,
        fix: 'name fields that stand beside it, or ids of its signs',
      })),
  );
}

/** What nobody read in the source itself never gives more than a remark. */
function doubtful({ stated, profile }: Statement): readonly Objection[] {
  const isFirm = (field: string) =>
    firm.has(field) ||
    // Whoever goes by a name of software under the AGPL is asked for source.
    (field === 'names' && profile.networkClause) ||
    // Source that an API offers is not found where nobody asks it.
    (field === 'instanceApi' && profile.instanceApi === 'none');
  return stated.basis.flatMap(({ fields, standing }, at) => {
    if (standing === undefined) return [];
    const heavy = [...fields.filter(isFirm), ...heavySigns(stated, fields)];
    return heavy.map((field) => ({
      keys: ['basis', at, 'standing'],
      says: `${field} is ${standing}, and failures would rest on it`,
      fix: 'read it in the source itself; signs and constants may stay with weight: weak',
    }));
  });
}

function heavySigns(stated: Statement['stated'], fields: readonly string[]): readonly string[] {
  const { fingerprints = [], constants = [] } = stated;
  const signs = fingerprints.filter(({ id }) => fields.includes('fingerprints') || fields.includes(id));
  const heavy = signs.filter(({ weight }) => weight !== 'weak').map(({ id }) => id);
  const isHeavy = fields.includes('constants') && constants.some(({ weight }) => weight !== 'weak');
  return isHeavy ? [...heavy, 'constants'] : heavy;
}
