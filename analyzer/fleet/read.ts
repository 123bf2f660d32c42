import { type Document, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { RuleProblem } from './problem.ts';
import type { FleetRule } from './rule.ts';
import { fleetRuleSchema } from './schema.ts';
import { ruleOf } from './shape.ts';

/** What reading a rule came to: the rule, or everything that is wrong with its text. */
export type ReadRule =
  | { readonly ok: true; readonly rule: FleetRule }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

/** A fleet rule from the text of its file. Nothing of the query is looked at here. */
export function readFleetRule(text: string, file: string): ReadRule {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const place: Place = { file, document, lines };
  const [error] = document.errors;
  if (error !== undefined) {
    const says = `is no YAML: ${error.message}`;
    return { ok: false, problems: [{ file, line: lines.linePos(error.pos[0]).line, says }] };
  }
  const parsed = fleetRuleSchema.safeParse(plainOf(document));
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.map((issue) => problemOf(issue, place)) };
  const made = ruleOf(parsed.data, { file, sqlLine: sqlLineOf(place) });
  if (made.ok) return made;
  return { ok: false, problems: made.mistakes.map(({ path, says }) => problemAt(path, says, place)) };
}

interface Place {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
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
