import { type Document, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { RuleProblem } from './problem.ts';
import type { FleetRule, RulePlace, TestedRule } from './rule.ts';
import { fleetRuleSchema, testedRuleSchema } from './schema.ts';
import { ruleOf, testedRuleOf } from './shape.ts';

/** What is wrong with the text of a rule: everything. */
export interface UnreadRule {
  readonly ok: false;
  readonly problems: readonly RuleProblem[];
}

/** What reading a rule came to. */
export type ReadRule<Rule extends FleetRule> = { readonly ok: true; readonly rule: Rule } | UnreadRule;

/** A fleet rule from the text of its file. Nothing of the query is looked at here. */
export function readFleetRule(text: string, file: string): ReadRule<TestedRule> {
  const place = placeOf(text, file);
  const read = valuesOf(testedRuleSchema, place);
  if (!read.ok) return read;
  const made = testedRuleOf(read.values, rulePlaceOf(place));
  if (made.ok) return made;
  return { ok: false, problems: made.mistakes.map(({ path, says }) => problemAt(path, says, place)) };
}

/** As `readFleetRule` without the tests, which take longer to read than all else. They come last in the file. */
export function readUntested(text: string, file: string): ReadRule<FleetRule> {
  const [described = ''] = text.split(/^tests:/m, 1);
  const place = placeOf(described, file);
  const read = valuesOf(fleetRuleSchema, place);
  return read.ok ? { ok: true, rule: ruleOf(read.values, rulePlaceOf(place)) } : read;
}

/** A text that was parsed, so that what is wrong with it has a line. */
interface Place {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

function placeOf(text: string, file: string): Place {
  const lines = new LineCounter();
  return {
    file,
    lines,
    document: parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true }),
  };
}

function rulePlaceOf(place: Place): RulePlace {
  return { file: place.file, sqlLine: sqlLineOf(place) };
}

/** What a schema makes of a text. */
function valuesOf<Schema extends z.ZodType>(
  schema: Schema,
  place: Place,
): { readonly ok: true; readonly values: z.output<Schema> } | UnreadRule {
  const { file, document, lines } = place;
  const [error] = document.errors;
  if (error !== undefined) {
    const says = `is no YAML: ${error.message}`;
    return { ok: false, problems: [{ file, line: lines.linePos(error.pos[0]).line, says }] };
  }
  const parsed = schema.safeParse(plainOf(document));
  return parsed.success
    ? { ok: true, values: parsed.data }
    : { ok: false, problems: parsed.error.issues.map((issue) => problemOf(issue, place)) };
}

/** A text with too many aliases is no rule. */
function plainOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    // The schema says what is missing in an empty file.
    return undefined;
  }
}

function problemOf(issue: z.core.$ZodIssue, place: Place): RuleProblem {
  if (issue.code === 'unrecognized_keys')
    return problemAt([...issue.path, issue.keys[0] ?? ''], 'is not a known key', place);
  const isMissing = issue.code === 'invalid_type' && place.document.getIn(issue.path) === undefined;
  return problemAt(
    issue.path,
    isMissing ? 'is missing' : issue.message.replace(/^Invalid input: /, ''),
    place,
  );
}

function problemAt(path: readonly PropertyKey[], says: string, place: Place): RuleProblem {
  const line = lineOf(path, place);
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const subject = name.replace(/^\./, '') || 'the whole file';
  return { file: place.file, ...(line !== undefined && { line }), says: `${subject}: ${says}` };
}

/** The line of the value, or of the nearest value around it that the file has. Undefined: the file has none. */
function lineOf(path: readonly PropertyKey[], { document, lines }: Place): number | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return lines.linePos(Number(node.range[0])).line;
  }
  const begin = document.contents?.range?.[0];
  return begin === undefined ? undefined : lines.linePos(begin).line;
}

/** A block of text begins on the line after its sign. */
function sqlLineOf(place: Place): number {
  const line = lineOf(['sql'], place) ?? 1;
  const node = place.document.get('sql', true);
  return isScalar(node) && /^BLOCK/.test(node.type ?? '') ? line + 1 : line;
}
