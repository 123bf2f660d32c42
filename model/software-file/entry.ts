import { z } from 'zod';
import { type ConfigurationProblem, pathText, schemaProblems } from '../configuration/problem.ts';
import { nearestWord } from '../nearest.ts';
import type { SoftwareNews } from '../news.ts';
import type { SoftwareCatalogue } from '../software/catalogue.ts';
import type { SoftwareProfile } from '../software/profile.ts';
import { newProfile, patched } from './merge.ts';
import { newsFields, newsOf } from './news.ts';
import { objectionsTo, type Statement } from './objections.ts';
import { newProfileSchema, profilePatchSchema } from './profile.ts';

/** What a file says of software that has a profile, and of software that has none. */
const knownEntry = z.strictObject({ ...newsFields, profile: profilePatchSchema.exactOptional() });
const newEntry = z.strictObject({ ...newsFields, profile: newProfileSchema });

/** What a file may say, as JSON Schema, for editors. Source: JSON Schema 2020-12. */
export function softwareFileJsonSchema(): z.core.JSONSchema.JSONSchema {
  return { title: 'software-news.yaml', ...shapeOf(z.record(z.string(), z.union([knownEntry, newEntry]))) };
}

function shapeOf(schema: z.ZodType): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** What a file adds to one software. */
export interface Entry {
  readonly news: SoftwareNews;
  /** Absent: the profile stays as it is. */
  readonly profile?: SoftwareProfile;
}

/** What a file says of one software, or all that is wrong with it. */
export type ReadEntry =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };

/** Reads what a file says of the software of an id. `known`: ours, and what stands above in the file. */
export function readEntry(id: string, value: unknown, known: SoftwareCatalogue): ReadEntry {
  const ours = known.profileWithId(id);
  return ours === undefined ? readNew(id, value, known) : readPatch(ours, value ?? {}, known);
}

function readPatch(ours: SoftwareProfile, value: unknown, known: SoftwareCatalogue): ReadEntry {
  const parsed = knownEntry.safeParse(value);
  if (!parsed.success) return misshapen(ours.id, parsed.error, { value, schema: knownEntry });
  const { profile: stated, ...news } = parsed.data;
  if (stated === undefined) return { ok: true, entry: { news: newsOf(news) } };
  return weighed({ stated, profile: patched(ours, stated), known }, newsOf(news));
}

function readNew(id: string, value: unknown, known: SoftwareCatalogue): ReadEntry {
  const stranger = strangeness(id, value, known);
  if (stranger !== undefined) return { ok: false, problems: [problem([id], stranger)] };
  const parsed = newEntry.safeParse(value);
  if (!parsed.success) return misshapen(id, parsed.error, { value, schema: newEntry });
  const { profile: stated, ...news } = parsed.data;
  return weighed({ stated, profile: newProfile(id, stated, known), known }, newsOf(news));
}

/** A statement whose form is right. */
function weighed(statement: Statement, news: SoftwareNews): ReadEntry {
  const { profile } = statement;
  const problems = objectionsTo(statement).map(({ keys, ...objection }) =>
    problem([profile.id, 'profile', ...keys], objection),
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, entry: { news, profile } };
}

/** Why nothing can be said of software that is not known. Undefined: a whole profile is given, under an id that can be one. */
function strangeness(id: string, value: unknown, { profiles }: SoftwareCatalogue) {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id))
    return { says: 'is no id', fix: 'write lower-case letters, digits and hyphens, such as examplepub' };
  if (typeof value === 'object' && value !== null && 'profile' in value) return undefined;
  const ids = profiles.map((profile) => profile.id);
  const meant = nearestWord(id, ids);
  const whole = 'give it a profile with title, names, licence, repositories and basis';
  const fix = meant === undefined ? whole : `did you mean ${meant}? If not, ${whole}`;
  return { says: 'is no software that is known', fix };
}

function misshapen(
  id: string,
  error: z.ZodError,
  { value, schema }: { readonly value: unknown; readonly schema: z.ZodType },
): ReadEntry {
  const description = 'what docs/software-news.md says';
  const found = schemaProblems(error, value, { description, ...shapeOf(schema) });
  return { ok: false, problems: found.map(({ keys, ...rest }) => problem([id, ...keys], rest)) };
}

function problem(
  keys: readonly PropertyKey[],
  { says, fix }: { readonly says: string; readonly fix: string },
): ConfigurationProblem {
  return { keys, path: pathText(keys), says, fix };
}
