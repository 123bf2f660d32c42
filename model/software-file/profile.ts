import { z } from 'zod';
import { offerPlaces } from '../licence/offer.ts';
import {
  basisSchema,
  lineField,
  pathField,
  pointerField,
  sourceField,
  versionField,
  weightField,
} from './fields.ts';
import { fingerprintSchema } from './fingerprint.ts';
import { commitFormsField, versionFormsField } from './version-form.ts';

const nameField = z.string().regex(/^[a-z0-9][a-z0-9._+ -]{0,59}$/, {
  error: 'is no NodeInfo name in lower case',
});

const licenceField = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.+ ()-]{1,99}$/, { error: 'is no SPDX expression, such as AGPL-3.0-only' });

const tagField = z.string().regex(/^[\w./+-]{0,30}\{version\}[\w./+-]{0,30}$/, {
  error: 'is no name of a tag with {version} in it, such as v{version}',
});

const versionSchema = z.strictObject({
  stock: versionFormsField,
  deviation: z.enum(['strong', 'medium', 'weak', 'none']),
  modified: versionFormsField.exactOptional(),
  commit: commitFormsField.exactOptional(),
  tags: z.array(tagField).max(5).default([]),
});

const constantSchema = z.strictObject({
  pointer: pointerField,
  value: z.number(),
  since: versionField,
  until: versionField.exactOptional(),
  weight: weightField,
});

const offerSchema = z.strictObject({
  place: z.enum(offerPlaces),
  path: pathField,
  setBy: z.enum(['constant', 'environment', 'administrator']),
  stock: sourceField.exactOptional(),
  since: versionField.exactOptional(),
  until: versionField.exactOptional(),
});

const repositorySchema = z.strictObject({
  url: sourceField,
  role: z.enum(['canonical', 'mirror', 'former']),
});

/** What may be said of any software. */
const optional = {
  sharedNames: z
    .array(z.strictObject({ name: nameField, version: versionFormsField }))
    .max(10)
    .exactOptional(),
  declaredLicence: lineField.exactOptional(),
  licenceNote: lineField.exactOptional(),
  version: versionSchema.exactOptional(),
  constants: z.array(constantSchema).max(50).exactOptional(),
  offers: z.array(offerSchema).max(20).exactOptional(),
  instanceActorPath: pathField.exactOptional(),
  instanceActorUser: z
    .string()
    .regex(/^[\w.-]{1,60}$/, { error: 'is no user part of an account' })
    .exactOptional(),
  instanceApi: z.enum(['mastodon', 'none']).exactOptional(),
  peersApi: z.enum(['mastodon', 'lemmy', 'mbin', 'misskey']).exactOptional(),
  blockListPath: pathField.exactOptional(),
  fingerprints: z.array(fingerprintSchema).max(100).exactOptional(),
};

const basis = z.tuple([basisSchema], basisSchema);
const names = z.array(nameField).min(1, { error: 'names none' }).max(20);
const repositories = z.array(repositorySchema).max(20);

/** What a file says of software that has a profile: only what changes. */
export const profilePatchSchema = z.strictObject({
  ...optional,
  title: lineField.exactOptional(),
  names: names.exactOptional(),
  licence: licenceField.exactOptional(),
  repositories: repositories.exactOptional(),
  basis,
});

/** What a file writes as `forkOf` of software that was forked from nothing. */
export const noParent = 'none';

/** What a file says of software that has none: all of it. */
export const newProfileSchema = z.strictObject({
  ...optional,
  part: z.enum(['server', 'front-end']).default('server'),
  forkOf: z.string().exactOptional(),
  title: lineField,
  names,
  licence: licenceField,
  repositories: repositories.default([]),
  basis,
});

/** Changes to a profile. */
export type ProfilePatch = z.output<typeof profilePatchSchema>;

/** A whole profile as a file has it; what follows from the rest is not in it. */
export type NewProfile = z.output<typeof newProfileSchema>;
