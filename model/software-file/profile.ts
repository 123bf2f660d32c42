import { z } from 'zod';
import { forgeOf } from '../licence/forge-host.ts';
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
  .regex(/^[A-Za-z0-9][A-Za-z0-9.+ ()-]{1,99}$/, { error: 'is no SPDX expression, such as AGPL-3.0-only' })
  // Whether section 13 applies is read from the text, though SPDX ids have no case.
  .refine((text) => !/agpl/i.test(text.replaceAll('AGPL', '')), {
    error: 'has the AGPL in lower case; write it as SPDX does, such as AGPL-3.0-only',
  })
  // Who may take another licence owes nobody what section 13 says.
  .refine((text) => !(/agpl/i.test(text) && /(?<![\w.-])or(?![\w.-])/i.test(text)), {
    error:
      'leaves a choice between the AGPL and another licence; write the other one, and the choice in licenceNote',
  });

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

/** The root of a host, as far as an address is one. */
function isRoot(url: string): boolean {
  return /^\/*$/.test(URL.parse(url)?.pathname ?? '');
}

/** Whose repository is a whole host has published everything on it. */
const repositoryField = sourceField.refine((url) => !isRoot(url), {
  error: 'is a whole host; name the repository on it, such as https://codeberg.org/owner/name',
});

/** A home page may be a whole host; a forge that others publish on is nobody's. */
const stockField = sourceField.refine(
  (url) => !isRoot(url) || forgeOf(URL.parse(url)?.hostname ?? '') === undefined,
  { error: 'is a whole forge; name the repository on it' },
);

const offerSchema = z.strictObject({
  place: z.enum(offerPlaces),
  path: pathField,
  setBy: z.enum(['constant', 'environment', 'administrator']),
  stock: stockField.exactOptional(),
  since: versionField.exactOptional(),
  until: versionField.exactOptional(),
});

const repositorySchema = z.strictObject({
  url: repositoryField,
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
