import { z } from 'zod';
import { type ConfigurationProblem, pathText, schemaProblems } from '../configuration/problem.ts';
import { nearestWord } from '../nearest.ts';
import type { SoftwareNews } from '../news.ts';
import type { SoftwareCatalogue } from '../software/catalogue.ts';
import type { SoftwareProfile } from '../software/profile.ts';
import { newProfile, patched } from './merge.ts';
import { newsFields, newsOf } from './news.ts';
import { objectionsTo, type Statement } from './objections.ts';
import { newProfileSchema, noParent, profilePatchSchema } from './profile.ts';

/** What a file says of software that has a profile, and of software that has none. */
const knownEntry = z.strictObject({ ...newsFields, profile: profilePatchSchema.exactOptional() });
const newEntry = z.strictObject({ ...newsFields, profile: newProfileSchema });
/** The news of software that has a profile, whatever is said of the profile. */
const knownNews = z.strictObject({ ...newsFields, profile: z.unknown() });

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

/** What a file says of one software, and all that is wrong with it. */
export interface ReadEntry {
  /** Absent: nothing of it can be taken. Where only the profile is wrong, the news of software that is known is here. */
  readonly entry?: Entry;
  readonly problems: readonly ConfigurationProblem[];
}

/** Reads what a file says of the software of an id. `known`: ours, and what stands above in the file. */
export function readEntry(id: string, value: unknown, known: SoftwareCatalogue): ReadEntry {
  const ours = known.profileWithId(id);
  return ours === undefined ? readNew(id, value, known) : readPatch(ours, value ?? {}, known);
}

function readPatch(ours: SoftwareProfile, value: unknown, known: SoftwareCatalogue): ReadEntry {
  const parsed = knownEntry.safeParse(value);
  if (!parsed.success) {
    const problems = misshapen(ours.id, parsed.error, { value, schema: knownEntry });
    const alone = knownNews.safeParse(value);
    return alone.success ? { entry: { news: newsOf(alone.data) }, problems } : { problems };
  }
  const { profile: stated, ...given } = parsed.data;
  const news = newsOf(given);
  if (stated === undefined) return { entry: { news }, problems: [] };
  const profile = patched(ours, stated);
  const problems = problemsOf({ stated, profile, known });
  return { entry: problems.length > 0 ? { news } : { news, profile }, problems };
}

function readNew(id: string, value: unknown, known: SoftwareCatalogue): ReadEntry {
  const stranger = strangeness(id, value, known);
  if (stranger !== undefined) return { problems: [problem([id], stranger)] };
  const parsed = newEntry.safeParse(value);
  if (!parsed.success) return { problems: misshapen(id, parsed.error, { value, schema: newEntry }) };
  const { profile: stated, ...news } = parsed.data;
  const profile = newProfile(id, stated, known);
  const problems = problemsOf({ stated, profile, known });
  return problems.length > 0 ? { problems } : { entry: { news: newsOf(news), profile }, problems };
}

/** What is wrong with a statement whose form is right. */
function problemsOf(statement: Statement): readonly ConfigurationProblem[] {
  return objectionsTo(statement).map(({ keys, ...objection }) =>
    problem([statement.profile.id, 'profile', ...keys], objection),
  );
}

/** Why nothing can be said of software that is not known. Undefined: a whole profile is given, under an id that can be one. */
function strangeness(id: string, value: unknown, { profiles }: SoftwareCatalogue) {
  if (id === noParent || !/^[a-z0-9][a-z0-9-]{0,39}$/.test(id))
    return { says: 'is no id', fix: 'write lower-case letters, digits and hyphens, such as examplepub' };
  if (typeof value === 'object' && value !== null && 'profile' in value) return undefined;
  const ids = profiles.map((profile) => profile.id);
  const meant = nearestWord(id, ids);
  const whole = 'give it a profile with title, names, licence, forkOf, repositories and basis';
  const fix = meant === undefined ? whole : `did you mean ${meant}? If not, ${whole}`;
  return { says: 'is no software that is known', fix };
}

function misshapen(
  id: string,
  error: z.ZodError,
  { value, schema }: { readonly value: unknown; readonly schema: z.ZodType },
): readonly ConfigurationProblem[] {
  const description = 'what docs/software-news.md says';
  const found = schemaProblems(error, value, { description, ...shapeOf(schema) });
  return found.map(({ keys, ...rest }) => problem([id, ...keys], rest));
}

function problem(
  keys: readonly PropertyKey[],
  { says, fix }: { readonly says: string; readonly fix: string },
): ConfigurationProblem {
  return { keys, path: pathText(keys), says, fix };
}
