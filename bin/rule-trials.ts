import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryCases } from '../analyzer/case-trial.ts';
import { admitOthersRules } from '../analyzer/fleet/admit.ts';
import { type LoadedRules, othersFleetRules, ownFleetRules, withTests } from '../analyzer/fleet/load.ts';
import { problemText, type RuleProblem } from '../analyzer/fleet/problem.ts';
import { type TrialResult, tryRule } from '../analyzer/fleet/trial.ts';
import type { Configuration } from '../model/configuration.ts';
import { counted } from '../model/counted.ts';
import type { Log } from '../model/log.ts';
import { nearestWord } from '../model/nearest.ts';
import type { SoftwareCatalogue } from '../model/software/catalogue.ts';
import { builtInKnowledge } from '../model/software-knowledge.ts';
import { casesOf } from '../rules/cases.ts';
import type { ServerRule } from '../rules/rule.ts';
import { openScratchStore } from '../store/scratch.ts';
import { systemClock } from './clock.ts';
import { exitCodes } from './exit-code.ts';
import { knowledgeOf } from './knowledge.ts';
import { jsonLog } from './log.ts';
import type { Session } from './session.ts';

/** What a run came to. `problems`: files that hold no rule that can be run. */
interface Tried {
  readonly results: readonly TrialResult[];
  readonly problems: readonly RuleProblem[];
}

/** What to try. `wanted`: files of fleet rules, and ids of rules that come with us; none: all of these. */
export interface TrialRequest {
  readonly wanted: readonly string[];
  /** By whose profiles the cases are judged; news of its software file change no case. Absent: by those that are built in. */
  readonly configuration?: Configuration;
}

/**
 * Runs the tests of rules: the cases of server rules, and those of fleet rules on the real engine, in a scratch store and in virtual time.
 * Ends with 1 when a test failed, and with 2 when a file holds no rule that can be run.
 */
export async function runRuleTrials(
  { wanted, configuration }: TrialRequest,
  session: Session,
): Promise<void> {
  const log = logOf(session);
  const { software } = configuration === undefined ? builtInKnowledge : knowledgeOf({ configuration, log });
  const serverRules = await session.rules();
  const ids = [...serverRules, ...ownFleetRules()].map(({ id }) => id);
  const isChosen = ({ id }: { readonly id: string }) => wanted.length === 0 || wanted.includes(id);
  const files = wanted.filter((name) => !ids.includes(name));
  const others = othersFleetRules(files, new Set());
  const rules = [...withTests(ownFleetRules().filter(isChosen)), ...others.rules];
  const loaded = { rules, problems: others.problems.map((problem) => meant(problem, ids)) };
  const basis = { rules: serverRules.filter(isChosen), software };
  end([await tryServerRules(basis, session), await tryFleetRules(loaded, session)], session);
}

/** A name that is neither a file nor a rule may be that of a rule, misspelt. */
function meant(problem: RuleProblem, ids: readonly string[]): RuleProblem {
  const near = existsSync(problem.file) ? undefined : nearestWord(problem.file, ids);
  return near === undefined ? problem : { ...problem, says: `${problem.says}; did you mean ${near}?` };
}

interface TrialBasis {
  readonly rules: readonly ServerRule[];
  readonly software: SoftwareCatalogue;
}

function logOf({ terminal }: Session): Log {
  return jsonLog({ level: 'warn', clock: systemClock, write: terminal.err });
}

async function tryServerRules({ rules, software }: TrialBasis, session: Session): Promise<Tried> {
  const results: TrialResult[] = [];
  for (const rule of rules) {
    session.terminal.out(`${rule.id}\n`);
    const tried = tryCases(rule, await casesOf(rule), software);
    tell(tried, session);
    results.push(...tried);
  }
  return { results, problems: [] };
}

/** The engine is not needed where there is nothing to ask it. */
async function tryFleetRules(loaded: LoadedRules, session: Session): Promise<Tried> {
  const { problems } = loaded;
  if (loaded.rules.length === 0) return { results: [], problems };
  const directory = await mkdtemp(join(tmpdir(), 'fediscope-rules-'));
  try {
    return await tryInScratch(directory, loaded, session);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function tryInScratch(
  directory: string,
  { rules, problems }: LoadedRules,
  session: Session,
): Promise<Tried> {
  const log = logOf(session);
  const store = await openScratchStore(directory, { log, clock: systemClock });
  try {
    const { admitted, refused } = await admitOthersRules({ store, clock: systemClock }, rules);
    const results: TrialResult[] = [];
    for (const each of admitted) {
      session.terminal.out(`${each.rule.id}\n`);
      const tried = await tryRule(store, each);
      tell(tried, session);
      results.push(...tried);
    }
    return { results, problems: [...problems, ...refused] };
  } finally {
    await store.close();
  }
}

function end(parts: readonly Tried[], session: Session): void {
  const { terminal } = session;
  const problems = parts.flatMap((part) => part.problems);
  const results = parts.flatMap((part) => part.results);
  const rules = new Set(results.map(({ rule }) => rule)).size;
  const failed = results.filter(({ mistakes }) => mistakes.length > 0).length;
  for (const problem of problems) terminal.err(`${problemText(problem)}\n`);
  terminal.out(`${counted(rules, 'rule')}, ${counted(results.length, 'test')}, ${failed} failed\n`);
  if (failed > 0) session.end(exitCodes.failed);
  if (problems.length > 0) session.end(exitCodes.usage);
  session.end(exitCodes.fine);
}

function tell(results: readonly TrialResult[], { terminal }: Session): void {
  for (const { test, mistakes } of results) {
    const state = mistakes.length === 0 ? terminal.paint('green', 'ok    ') : terminal.paint('red', 'failed');
    terminal.out(`  ${state}  ${test}\n${mistakes.map((mistake) => `          ${mistake}\n`).join('')}`);
  }
}
