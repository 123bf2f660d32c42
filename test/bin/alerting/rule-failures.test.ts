import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignalSource } from '../../../analyzer/alerts/source.ts';
import { admitRules } from '../../../analyzer/fleet/admit.ts';
import { createFleetEvaluator } from '../../../analyzer/fleet/evaluator.ts';
import { readFleetRule } from '../../../analyzer/fleet/read.ts';
import { fleetSource } from '../../../bin/alerting/fleet-source.ts';
import { prepareAlerting } from '../../../bin/alerting.ts';
import { instant } from '../../../model/clock.ts';
import { configurationSchema } from '../../../model/configuration.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { ruleText } from '../../analyzer/fleet/examples.ts';
import { anObservation, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';

const minute = 60_000;
const begin = Date.parse('2026-11-20T10:00:00.000Z');
let nowMs = begin;
const clock = { now: () => nowMs, elapsed: () => nowMs };
let store: ScratchStore;

beforeEach(async () => {
  nowMs = begin;
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
});
afterEach(() => store.close());

function groundWith(rules: object = {}) {
  const configuration = configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    alerts: { rules },
  });
  return { configuration, store, clock, log: keptLog() };
}

/** Alerts of the monitor about itself that are followed, as `rule subject state`. */
async function followed(): Promise<readonly string[]> {
  const memory = await store.alertMemory();
  return memory.followed
    .filter(({ idle }) => !idle)
    .map(({ alert: { rule, labels, state } }) => `${rule} ${labels['rule'] ?? 'itself'} ${state}`)
    .toSorted();
}

async function take(...minutes: readonly number[]): Promise<void> {
  const at = (each: number) => instant(begin + each * minute);
  await store.take(minutes.map((each) => anObservation({ scheduledAt: at(each), startedAt: at(each) })));
}

/** A rule about ourselves that has a bug where it sees more than three observations: then it says two things of one subject. */
async function started() {
  const text = ruleText([
    ['labels: [server, peer]', 'labels: [vantage]'],
    ["server, 'other.example' AS peer", "arrayJoin(if(count() > 3, ['main', 'main'], ['main'])) AS vantage"],
    ['uniqExact(vantage)', 'toUInt64(1)'],
    ['  GROUP BY server\n', ''],
    ['window: 1h', 'window: 10m'],
  ]);
  const read = readFleetRule(text, 'own.yaml');
  if (!read.ok) throw new Error(read.problems[0]?.says);
  const ground = groundWith();
  const { admitted } = await admitRules(ground, [read.rule]);
  const fleet = { ...createFleetEvaluator({ ...ground, rules: admitted }), rules: [read.rule] };
  return prepareAlerting(ground, { sources: [fleetSource(ground, fleet)], notifiers: [] });
}

it('a rule that failed three times in a row is told beside a dead-man’s switch that is fine, until it can be evaluated', async () => {
  await take(-4, -3, -2, -1);
  const seen: string[] = [];
  const passes = async (...minutes: readonly number[]) => {
    const alerting = await started();
    for (const each of minutes) {
      nowMs = begin + each * minute;
      await alerting.pass(instant(nowMs));
      const own = (await followed()).filter((line) => !line.startsWith('monitor.alive itself firing'));
      seen.push(`${each} ${own.join()}`);
    }
    await alerting.close();
  };
  await passes(0, 1, 2);
  // After a restart it fails for the first time again, which ends nothing.
  await passes(3, 4);
  await take(18, 19);
  nowMs = begin + 20 * minute;
  await passes(20);

  expect(seen).toEqual([
    '0 ',
    '1 ',
    '2 monitor.rule-failed example.answers firing',
    '3 monitor.rule-failed example.answers firing',
    '4 monitor.rule-failed example.answers firing',
    '20 monitor.rule-failed example.answers resolved',
  ]);
});

/** A source that cannot be asked, and one that can. */
function sources(count: number): { readonly dead: SignalSource; readonly fine: SignalSource } {
  const rules = Array.from({ length: count }, (_, index) => `dead.r${index}`);
  const dead = { rules, ask: () => Promise.reject(new Error('the disk is full')) };
  return { dead, fine: { rules: ['fine.rule'], ask: async () => ({ signals: [] }) } };
}

async function afterPasses(
  asked: readonly SignalSource[],
  seconds: readonly number[],
  rules: object = {},
): Promise<readonly string[]> {
  const alerting = prepareAlerting(groundWith(rules), { sources: asked, notifiers: [] });
  for (const each of seconds) {
    nowMs = begin + each * 1_000;
    expect(await alerting.pass(instant(nowMs))).toBe(false);
  }
  await alerting.close();
  return followed();
}

it('a source that cannot be asked for two minutes is told for each of its rules, however many passes there were', async () => {
  const { dead, fine } = sources(1);

  expect(await afterPasses([dead, fine], [0, 5, 10, 15, 60, 119])).toEqual(['monitor.alive itself firing']);
  expect(await afterPasses([dead, fine], [200, 260, 320])).toEqual([
    'monitor.alive itself firing',
    'monitor.rule-failed dead.r0 firing',
  ]);
});

it('many rules that fail are no flood', async () => {
  const { dead, fine } = sources(20);

  const told = await afterPasses([dead, fine], [0, 60, 120]);

  expect(
    told.filter((line) => line.endsWith('firing')).map((line) => line.replace(/dead\.r\d+/, 'one')),
  ).toEqual([
    'monitor.alert-limit monitor.rule-failed firing',
    'monitor.alive itself firing',
    ...Array(5).fill('monitor.rule-failed one firing'),
  ]);
});

it('where nothing at all can be asked, the dead-man’s switch alone speaks by its silence', async () => {
  expect(await afterPasses([sources(2).dead], [0, 60, 120, 180])).toEqual([]);
});

it('who does not want to hear of it says so in the configuration', async () => {
  const { dead, fine } = sources(1);

  expect(await afterPasses([dead, fine], [0, 60, 120], { 'monitor.rule-failed': { off: true } })).toEqual([
    'monitor.alive itself firing',
  ]);
});
