import { z } from 'zod';
import { configurationSchema } from '../configuration.ts';
import { nearestWord } from '../nearest.ts';

/** One thing wrong with a configuration. `path`: `hosted[0].domain`; empty for the whole. `says`: the value and what is wrong with it. `fix`: what to write instead. */
export interface ConfigurationProblem {
  readonly path: string;
  readonly keys: readonly PropertyKey[];
  readonly says: string;
  readonly fix: string;
}

interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
}

/** The schema as JSON Schema, for editors. Source: JSON Schema 2020-12. */
export function configurationJsonSchema(): z.core.JSONSchema.JSONSchema {
  return { title: 'fediscope.yaml', ...z.toJSONSchema(configurationSchema, { io: 'input' }) };
}

/** What zod found, in words of the file. An unknown key comes first: the missing key that it was meant to be follows from it. */
export function configurationProblems(error: z.ZodError, given: unknown): readonly ConfigurationProblem[] {
  return schemaProblems(error, given, configurationJsonSchema());
}

/** What zod found in a file of another kind. `schema`: its JSON Schema, whose descriptions say what to write; where one is missing, that of the whole. */
export function schemaProblems(
  error: z.ZodError,
  given: unknown,
  schema: z.core.JSONSchema.JSONSchema,
): readonly ConfigurationProblem[] {
  const root = schema as SchemaNode; // the members read here are part of the standard
  const ranked = error.issues.toSorted((a, b) => rank(a) - rank(b));
  return ranked.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownKey([...issue.path], key, root))
      : [invalidValue(issue, valueAt(given, issue.path), root)],
  );
}

/** A path as people write it: `hosted[0].domain`. */
export function pathText(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function rank(issue: z.core.$ZodIssue): number {
  return issue.code === 'unrecognized_keys' ? 0 : 1;
}

function unknownKey(parent: readonly PropertyKey[], key: string, root: SchemaNode): ConfigurationProblem {
  const known = Object.keys(nodeAt(parent, root)?.properties ?? {});
  const meant = nearestWord(key, known);
  return {
    keys: [...parent, key],
    path: pathText([...parent, key]),
    says: 'is not a known key',
    fix: meant === undefined ? knownHere(known) : `did you mean ${meant}?`,
  };
}

function knownHere(keys: readonly string[]): string {
  return keys.length === 0 ? 'leave it out' : `known here: ${keys.join(', ')}`;
}

function invalidValue(issue: z.core.$ZodIssue, value: unknown, root: SchemaNode): ConfigurationProblem {
  const wanted = nodeAt(issue.path, root)?.description ?? root.description ?? 'a value of the right kind';
  const ownFix = issue.message.includes('; ');
  const [says = '', fix = ''] = ownFix ? issue.message.split('; ') : [sayOf(issue, value), `write ${wanted}`];
  const shown =
    value === undefined || isSecret(issue.path) || hasPassword(value) ? says : `${valueText(value)} ${says}`;
  return { keys: [...issue.path], path: pathText(issue.path), says: shown, fix };
}

/** Someone may write the secret itself where its variable's name belongs: such values are never repeated. */
function isSecret(path: readonly PropertyKey[]): boolean {
  return path.some((key) => /env$|token|secret|password/i.test(String(key)));
}

function hasPassword(value: unknown): boolean {
  return typeof value === 'string' && (URL.parse(value)?.password ?? '') !== '';
}

function valueText(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}

const kinds: Readonly<Record<string, string>> = {
  array: 'list',
  boolean: 'true or false',
  int: 'whole number',
  number: 'number',
  object: 'mapping of keys',
  record: 'mapping of keys',
  string: 'text',
};

function sayOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return `is no ${kinds[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `is none of ${issue.values.map(String).join(', ')}`;
  return issue.message;
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key]; // an object, by the line above
  }
  return value;
}

function nodeAt(path: readonly PropertyKey[], root: SchemaNode): SchemaNode | undefined {
  let node: SchemaNode | undefined = root;
  for (const key of path) {
    node = childOf(node, key);
  }
  return node;
}

function childOf(node: SchemaNode | undefined, key: PropertyKey): SchemaNode | undefined {
  if (typeof key === 'number') return node?.items;
  const open = typeof node?.additionalProperties === 'object' ? node.additionalProperties : undefined;
  return node?.properties?.[String(key)] ?? open;
}
