import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemText, type RuleProblem } from './problem.ts';
import { type ReadRule, readFleetRule, readUntested, type UnreadRule } from './read.ts';
import type { FleetRule, TestedRule } from './rule.ts';

/** Rules that were read, by id, and what is wrong with the others. */
export interface LoadedRules<Rule extends FleetRule = TestedRule> {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
}

const ownFolder = fileURLToPath(new URL('../../rules/', import.meta.url));

let own: readonly FleetRule[] | undefined;

/** The fleet rules that come with us, read once. Source: the `<topic>/<id>.yaml` files of `rules/`. @throws {Error} for a file that is no rule: a bug of ours. */
export function ownFleetRules(): readonly FleetRule[] {
  own ??= ofOurs(
    globSync('*/*.yaml', { cwd: ownFolder }).map((file) => `${ownFolder}${file}`),
    readUntested,
  );
  return own;
}

/** Some of `ownFleetRules` with their tests, which no start reads: they are three quarters of the time. */
export function withTests(rules: readonly FleetRule[]): readonly TestedRule[] {
  return ofOurs(
    rules.map(({ place }) => place.file),
    readFleetRule,
  );
}

function ofOurs<Rule extends FleetRule>(files: readonly string[], reader: Reader<Rule>): readonly Rule[] {
  const { rules, problems } = loadRules(files, reader);
  const [first] = problems;
  if (first !== undefined) throw new Error(problemText({ ...first, file: relative(ownFolder, first.file) }));
  return rules;
}

/** The rules of some patterns of paths. `taken`: ids that are no longer free. A rule that cannot be read does not stop the others. */
export function othersFleetRules(patterns: readonly string[], taken: ReadonlySet<string>): LoadedRules {
  const found = patterns.map((pattern) => ({ pattern, files: globSync(pattern).toSorted() }));
  const empty = found.filter(({ files }) => files.length === 0);
  const loaded = loadRules([...new Set(found.flatMap(({ files }) => files))], readFleetRule);
  const ids = new Set(taken);
  const problems: RuleProblem[] = [];
  const rules = loaded.rules.filter(({ id, place }) => {
    if (!ids.has(id)) return ids.add(id);
    problems.push({ file: place.file, says: `id: there is a rule ${id} already` });
    return false;
  });
  const missing = empty.map(({ pattern }) => ({ file: pattern, says: 'there is no such file' }));
  return { rules, problems: [...missing, ...loaded.problems, ...problems] };
}

type Reader<Rule extends FleetRule> = (text: string, file: string) => ReadRule<Rule>;

function loadRules<Rule extends FleetRule>(
  files: readonly string[],
  reader: Reader<Rule>,
): LoadedRules<Rule> {
  const rules: Rule[] = [];
  const problems: RuleProblem[] = [];
  for (const file of files) {
    const text = textOf(file);
    const read = typeof text === 'string' ? reader(text, file) : text;
    if (read.ok) rules.push(read.rule);
    else problems.push(...read.problems);
  }
  return { rules: rules.toSorted((a, b) => (a.id < b.id ? -1 : 1)), problems };
}

function textOf(file: string): string | UnreadRule {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const says = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, problems: [{ file, says }] };
  }
}
