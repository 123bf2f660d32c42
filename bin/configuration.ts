import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { type ConfigurationProblem, configurationProblems } from '../model/configuration/problem.ts';
import { type Configuration, configurationSchema } from '../model/configuration.ts';
import { messageOf, Refusal, systemCode } from './refusal.ts';

/** One thing wrong with a file: where and what, and what to do. */
export type Complaint = Pick<Refusal, 'problem' | 'fix'>;

/** What reading a configuration file came to: the configuration with paths made absolute, or every problem as a line with its place. */
export type ReadConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly [Complaint, ...Complaint[]] };

/** The configuration of a file. @throws {Refusal} naming the first problem and how many more there are. */
export function loadConfiguration(file: string): Configuration {
  const read = readConfiguration(file);
  if (read.ok) return read.configuration;
  const [first, ...others] = read.problems;
  const more = others.length > 0 ? ` (${others.length} more: fediscope doctor lists all)` : '';
  throw new Refusal(first.problem, `${first.fix}${more}`);
}

/** As `loadConfiguration`, with all problems as data. @throws {Refusal} when the file cannot be read. */
export function readConfiguration(file: string): ReadConfiguration {
  const text = readText(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    const problem = `${file}:${line}:${col}: is no YAML: ${messageOf(error)}`;
    return { ok: false, problems: [{ problem, fix: 'correct this line' }] };
  }
  const given = plainOf(document, file);
  if (given === null || given === undefined)
    return {
      ok: false,
      problems: [{ problem: `${file} is empty`, fix: 'write at least monitor.origin and monitor.contact' }],
    };
  const parsed = configurationSchema.safeParse(given);
  if (parsed.success)
    return { ok: true, configuration: withAbsolutePaths(parsed.data, dirname(resolve(file))) };
  const [first, ...others] = configurationProblems(parsed.error, given).map((problem) =>
    complaintOf(problem, { file, document, lines }),
  );
  return {
    ok: false,
    problems: [first ?? { problem: `${file} is invalid`, fix: 'see the documentation' }, ...others],
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT')
      throw new Refusal(`no configuration at ${file}`, 'create it or name another with --config', { cause });
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

function withAbsolutePaths(configuration: Configuration, folder: string): Configuration {
  const { store, lab, alerts, reviews, softwareNews } = configuration;
  return {
    ...configuration,
    ...(softwareNews !== undefined && { softwareNews: resolve(folder, softwareNews) }),
    reviews: reviews.heads === undefined ? reviews : { heads: resolve(folder, reviews.heads) },
    rules: configuration.rules.map((pattern) => resolve(folder, pattern)),
    store: store.path === undefined ? store : { ...store, path: resolve(folder, store.path) },
    alerts: alerts.asTable === undefined ? alerts : { ...alerts, asTable: resolve(folder, alerts.asTable) },
    lab: lab.trustedCa === undefined ? lab : { ...lab, trustedCa: resolve(folder, lab.trustedCa) },
  };
}
