import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemText, type RuleProblem } from './problem.ts';
import { readFleetRule } from './read.ts';
import type { FleetRule } from './rule.ts';

/** Rules that were read, by id, and what is wrong with the others. */
export interface LoadedRules {
  readonly rules: readonly FleetRule[];
  readonly problems: readonly RuleProblem[];
}

const ownFolder = fileURLToPath(new URL('../../rules/', import.meta.url));

let own: readonly FleetRule[] | undefined;

/** The fleet rules that come with us, read once. Source: the `<topic>/<id>.yaml` files of `rules/`. @throws {Error} for a file that is no rule: a bug of ours. */
export function ownFleetRules(): readonly FleetRule[] {
  own ??= readOwnRules();
  return own;
}

function readOwnRules(): readonly FleetRule[] {
  const files = globSync('*/*.yaml', { cwd: ownFolder }).toSorted();
  const { rules, problems } = loadRules(files.map((file) => `${ownFolder}${file}`));
  const [first] = problems;
  if (first !== undefined) throw new Error(problemText({ ...first, file: relative(ownFolder, first.file) }));
  return rules;
}

/** The rules of some patterns of paths. `taken`: ids that are no longer free. A rule that cannot be read does not stop the others. */
export function othersFleetRules(patterns: readonly string[], taken: ReadonlySet<string>): LoadedRules {
  const found = patterns.map((pattern) => ({ pattern, files: globSync(pattern).toSorted() }));
  const empty = found.filter(({ files }) => files.length === 0);
  const loaded = loadRules([...new Set(found.flatMap(({ files }) => files))]);
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

function loadRules(files: readonly string[]): LoadedRules {
  const rules: FleetRule[] = [];
  const problems: RuleProblem[] = [];
  for (const file of files) {
    const text = textOf(file);
    const read = typeof text === 'string' ? readFleetRule(text, file) : text;
    if (read.ok) rules.push(read.rule);
    else problems.push(...read.problems);
  }
  return { rules: rules.toSorted((a, b) => (a.id < b.id ? -1 : 1)), problems };
}

function textOf(file: string): string | { readonly ok: false; readonly problems: readonly RuleProblem[] } {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const says = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, problems: [{ file, says }] };
  }
}
