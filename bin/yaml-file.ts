import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { ConfigurationProblem } from '../model/configuration/problem.ts';
import { messageOf, Refusal } from './refusal.ts';

/** One thing wrong with a file: where and what, and what to do. */
export type Complaint = Pick<Refusal, 'problem' | 'fix'>;

/** A YAML file that was read: its plain value, and how a problem in it is told with its line; or what keeps it from being read. */
export type YamlFile =
  | {
      readonly ok: true;
      readonly value: unknown;
      complaintOf(problem: ConfigurationProblem): Complaint;
    }
  | { readonly ok: false; readonly complaint: Complaint };

/** The YAML of a text. `file`: what it is called in complaints. @throws {Refusal} when it has too many aliases. */
export function yamlIn(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    const problem = `${file}:${line}:${col}: is no YAML: ${messageOf(error)}`;
    return { ok: false, complaint: { problem, fix: 'correct this line' } };
  }
  const place = { file, document, lines };
  return {
    ok: true,
    value: plainOf(document, file),
    complaintOf: (problem) => complaintOf(problem, place),
  };
}

/** The text of a file. @throws {Refusal} when it cannot be read. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Refusal(`cannot read ${file}: ${messageOf(cause)}`, 'make it a readable file', { cause });
  }
}

function plainOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new Refusal(`${file}: ${messageOf(cause)}`, 'write it without so many aliases', { cause });
  }
}

interface Place {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

function complaintOf(problem: ConfigurationProblem, { file, document, lines }: Place): Complaint {
  const line = lineNumber(document, problem.keys, lines);
  const place = line === undefined ? file : `${file}:${line}`;
  const subject = problem.path === '' ? 'the whole file' : problem.path;
  return { problem: `${place}: ${subject}: ${problem.says}`, fix: problem.fix };
}

/** The line of the value, or of the nearest value around it that the file has. */
function lineNumber(
  document: Document,
  keys: readonly PropertyKey[],
  lines: LineCounter,
): number | undefined {
  for (let depth = keys.length; depth > 0; depth--) {
    const node: unknown = document.getIn(keys.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return lines.linePos(Number(node.range[0])).line;
  }
  return undefined;
}
