import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admitOthersRules } from '../analyzer/fleet/admit.ts';
import { type LoadedRules, othersFleetRules, ownFleetRules } from '../analyzer/fleet/load.ts';
import { problemText } from '../analyzer/fleet/problem.ts';
import { type TrialResult, tryRule } from '../analyzer/fleet/trial.ts';
import { openScratchStore, type ScratchStore } from '../store/scratch.ts';
import { systemClock } from './clock.ts';
import { exitCodes } from './exit-code.ts';
import { jsonLog } from './log.ts';
import type { Session } from './session.ts';

/**
 * Runs the tests of fleet rules on the real engine, in a scratch store and in virtual time. No files: the rules that come with us.
 * Ends with 1 when a test failed, and with 2 when a file holds no rule that can be run.
 */
export async function runRuleTrials(files: readonly string[], session: Session): Promise<void> {
  const { terminal } = session;
  const loaded: LoadedRules =
    files.length === 0 ? { rules: ownFleetRules(), problems: [] } : othersFleetRules(files, new Set());
  const directory = await mkdtemp(join(tmpdir(), 'fediscope-rules-'));
  try {
    const log = jsonLog({ level: 'warn', clock: systemClock, write: terminal.err });
    const store = await openScratchStore(directory, { log, clock: systemClock });
    try {
      await tryAll(loaded, { store, session });
    } finally {
      await store.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function tryAll(
  { rules, problems }: LoadedRules,
  { store, session }: { store: ScratchStore; session: Session },
): Promise<void> {
  const { terminal } = session;
  const { admitted, refused } = await admitOthersRules({ store, clock: systemClock }, rules);
  const results: TrialResult[] = [];
  for (const each of admitted) {
    terminal.out(`${each.rule.id}\n`);
    const tried = await tryRule(store, each);
    for (const result of tried) terminal.out(resultText(result, session));
    results.push(...tried);
  }
  for (const problem of [...problems, ...refused]) terminal.err(`${problemText(problem)}\n`);
  const failed = results.filter(({ mistakes }) => mistakes.length > 0).length;
  terminal.out(`${count(admitted.length, 'rule')}, ${count(results.length, 'test')}, ${failed} failed\n`);
  if (failed > 0) session.end(exitCodes.failed);
  if (problems.length + refused.length > 0) session.end(exitCodes.usage);
  session.end(exitCodes.fine);
}

function resultText({ test, mistakes }: TrialResult, { terminal }: Session): string {
  const state = mistakes.length === 0 ? terminal.paint('green', 'ok    ') : terminal.paint('red', 'failed');
  return [`  ${state}  ${test}`, ...mistakes.map((mistake) => `          ${mistake}`), ''].join('\n');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
