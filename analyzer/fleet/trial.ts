import { instant } from '../../model/clock.ts';
import type { Labels, Signal } from '../../model/signal.ts';
import type { ScratchStore } from '../../store/scratch.ts';
import { type AdmittedRule, windowOf } from './admit.ts';
import type { Expectation, ExpectedSignal, FleetTest, TestedRule } from './rule.ts';
import { signalOf } from './signal.ts';
import { observationsOf, storyHost, storyStartMs } from './story.ts';
import { listsOf } from './story-lists.ts';

/** How one test of a rule went. `mistakes`: what was said otherwise than expected, a line each; empty: all is as expected. */
export interface TrialResult {
  readonly rule: string;
  readonly test: string;
  readonly mistakes: readonly string[];
}

/** Runs the tests of a rule, each in an emptied store. What the rule throws is a mistake too. */
export async function tryRule(
  store: ScratchStore,
  admitted: AdmittedRule<TestedRule>,
): Promise<readonly TrialResult[]> {
  const results: TrialResult[] = [];
  for (const test of admitted.rule.tests) {
    const mistakes = await tell(store, admitted, test).catch((error: unknown) => [
      error instanceof Error ? error.message : String(error),
    ]);
    results.push({ rule: admitted.rule.id, test: test.name, mistakes });
  }
  return results;
}

/** Tells the story up to each moment in question, so that no rule can look ahead. */
async function tell(
  store: ScratchStore,
  admitted: AdmittedRule,
  test: FleetTest,
): Promise<readonly string[]> {
  await store.empty();
  const watchedSince = instant(storyStartMs);
  await store.enrol(
    test.servers.map(({ host, ...own }) => ({ ...own, host: storyHost(host), expect: {}, watchedSince })),
  );
  const story = observationsOf(test);
  const mistakes: string[] = [];
  const lists = listsOf(test);
  let told = 0;
  let read = 0;
  for (const expectation of test.expect.toSorted((a, b) => a.atMs - b.atMs)) {
    const now = instant(storyStartMs + expectation.atMs);
    const upTo = story.findLastIndex(({ scheduledAt }) => scheduledAt <= now) + 1;
    await store.take(story.slice(told, upTo));
    told = upTo;
    const readUpTo = lists.findLastIndex(({ reading }) => reading.readAt <= now) + 1;
    if (readUpTo > read) await store.recordPolicies(lists.slice(read, readUpTo));
    read = readUpTo;
    await recordDeploys(store, test, expectation.atMs);
    mistakes.push(...compared(await ask(admitted, expectation), expectation));
  }
  return mistakes;
}

function recordDeploys(store: ScratchStore, { deploys }: FleetTest, nowMs: number): Promise<void> {
  const known = deploys.filter(({ atMs }) => atMs <= nowMs);
  return store.recordDeploys(
    known.map(({ server, atMs, note }) => ({
      server: storyHost(server),
      at: instant(storyStartMs + atMs),
      note,
      by: 'test',
    })),
  );
}

async function ask({ rule, query }: AdmittedRule, { atMs }: Expectation): Promise<readonly Signal[]> {
  const now = storyStartMs + atMs;
  const window = windowOf(rule, { now: () => now, elapsed: () => now });
  return (await query.rows(window)).map((row) => signalOf(rule, row, window));
}

function compared(signals: readonly Signal[], { atMs, signals: expected }: Expectation): readonly string[] {
  const at = `at ${atMs / 60_000} min`;
  const open = new Map(signals.map((signal) => [labelsText(signal.labels), signal]));
  const mistakes: string[] = [];
  for (const wanted of expected) {
    const key = labelsText(wanted.labels);
    const signal = open.get(key);
    open.delete(key);
    if (signal === undefined) mistakes.push(`${at}: nothing about ${key}, expected ${wanted.outcome}`);
    else mistakes.push(...differences(signal, wanted).map((says) => `${at}: ${key}: ${says}`));
  }
  const unexpected = [...open].map(
    ([key, { outcome, because }]) => `${at}: ${key}: not expected: ${outcome}: ${because}`,
  );
  return [...mistakes, ...unexpected];
}

/** `value` is compared to six digits: it may be a quotient. */
function differences(signal: Signal, wanted: ExpectedSignal): readonly string[] {
  const said: string[] = [];
  const differ = (name: string, got: unknown, want: unknown) => {
    if (want !== undefined && got !== want) said.push(`${name} is ${String(got)}, expected ${String(want)}`);
  };
  differ('outcome', signal.outcome, wanted.outcome);
  differ('severity', signal.severity, wanted.severity);
  differ('value', signal.value?.toPrecision(6), wanted.value?.toPrecision(6));
  differ('because', signal.because, wanted.because);
  if (said.length > 0 && wanted.because === undefined) said.push(`because ${signal.because}`);
  return said;
}

function labelsText(labels: Labels): string {
  const sorted = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? 'everything' : sorted.map(([name, value]) => `${name}=${value}`).join(' ');
}
