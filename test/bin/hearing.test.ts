import { afterEach, beforeEach, expect, it } from 'vitest';
import { admitRules } from '../../analyzer/fleet/admit.ts';
import { createFleetEvaluator } from '../../analyzer/fleet/evaluator.ts';
import { ownFleetRules } from '../../analyzer/fleet/load.ts';
import { readFleetRule } from '../../analyzer/fleet/read.ts';
import { fleetSource } from '../../bin/alerting/fleet-source.ts';
import { serverSource } from '../../bin/alerting/server-source.ts';
import { prepareAlerting } from '../../bin/alerting.ts';
import { instant } from '../../model/clock.ts';
import { configurationSchema } from '../../model/configuration.ts';
import type { Observation } from '../../model/observation.ts';
import type { LifeState } from '../../model/server.ts';
import { openScratchStore, type ScratchStore } from '../../store/scratch.ts';
import { holdsTwo, ruleText } from '../analyzer/fleet/examples.ts';
import { aFinding, anObservation, aServer, host, keptLog } from '../store/examples.ts';
import { scratchDirectory } from '../store/furnished.ts';

const minute = 60_000;
const begin = Date.parse('2026-11-20T10:00:00.000Z');
const server = host('social.example');
const log = keptLog();
let nowMs = begin;
const clock = { now: () => nowMs, elapsed: () => nowMs };
let store: ScratchStore;

beforeEach(async () => {
  nowMs = begin;
  store = await openScratchStore(await scratchDirectory(), { log, clock });
});
afterEach(() => store.close());

function configurationWith(state: LifeState) {
  return configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    hosted: [{ domain: 'social.example', state }],
  });
}

/** What is followed of some rules after a pass, as `rule state`. */
async function followed(...rules: readonly string[]): Promise<readonly string[]> {
  const memory = await store.alertMemory();
  const alerts = memory.followed.filter(({ alert, idle }) => !idle && rules.includes(alert.rule));
  return alerts.map(({ alert }) => `${alert.rule} ${alert.state}`).toSorted();
}

it('alerts of a server that is being set up only when data is destroyed, and of the rest from when it is live', async () => {
  await store.enrol([aServer('social.example', { role: 'hosted', state: 'onboarding' })]);
  const pass = async (state: LifeState) => {
    const ground = { configuration: configurationWith(state), store, clock, log };
    const alerting = prepareAlerting(ground, { sources: [serverSource(ground)], notifiers: [] });
    const at = instant(nowMs);
    const found = { server, observedAt: at, since: at } as const;
    await store.recordFindings([
      aFinding({ ...found, rule: 'tls.valid', severity: 'error' }),
      aFinding({ ...found, rule: 'actor.gone', severity: 'critical' }),
    ]);
    await alerting.pass(at);
    await alerting.close();
    return followed('tls.valid', 'actor.gone');
  };

  expect(await pass('onboarding')).toEqual(['actor.gone firing']);
  nowMs += minute;
  expect(await pass('live')).toEqual(['actor.gone firing', 'tls.valid pending']);
});

/** Observations of a minute, counted from the beginning. */
function seenAt(each: number, probe = 'nodeinfo'): Observation {
  const at = instant(begin + each * minute);
  return anObservation({ probe, scheduledAt: at, startedAt: at });
}

function failedAt(each: number, probe?: string): Observation {
  const { data: _, ...silent } = seenAt(each, probe);
  const failure = { code: 'connect-timeout', stage: 'connect', detail: 'no answer' } as const;
  return { ...silent, outcome: 'failed', failure };
}

/** A rule about ourselves that fails as long as the last observation does; `broken`: it says everything twice, which is a bug of it. */
async function aboutOurselves(broken: boolean) {
  const subject = broken ? "arrayJoin(['main', 'main']) AS vantage" : "'main' AS vantage";
  const text = ruleText([
    ['labels: [server, peer]', 'labels: [vantage]'],
    ["server, 'other.example' AS peer", subject],
    ['uniqExact(vantage)', 'toUInt64(1)'],
    ['  GROUP BY server\n', ''],
    ['every: 1m', 'every: 5m'],
    ['for: 2m, keepFiringFor: 5m', 'for: 0s, keepFiringFor: 0s'],
    ['window: 1h', 'window: 10m'],
  ]);
  return fleetOf(text);
}

/** A single rule at work. */
async function fleetOf(text: string) {
  const read = readFleetRule(text, 'own.yaml');
  if (!read.ok) throw new Error(read.problems[0]?.says);
  const { admitted, refused } = await admitRules({ store, clock }, [read.rule]);
  expect(refused).toEqual([]);
  const evaluator = createFleetEvaluator({ store, rules: admitted, clock, log });
  return { ...evaluator, rules: [read.rule] };
}

it('an answer that is cut off ends no alert of what it does not mention, until an answer is whole', async () => {
  await store.enrol([aServer('social.example', { role: 'hosted' })]);
  const ground = { configuration: configurationWith('live'), store, clock, log };
  const sources = [fleetSource(ground, await fleetOf(ruleText(holdsTwo)))];
  const alerting = prepareAlerting(ground, { sources, notifiers: [] });
  const states: string[] = [];
  const pass = async (at: number, ...failing: readonly string[]) => {
    await store.take(failing.map((probe) => failedAt(at - 1, probe)));
    nowMs = begin + at * minute;
    await alerting.pass(instant(nowMs));
    const { followed: known } = await store.alertMemory();
    const own = known.map(({ alert }) => alert).filter(({ rule }) => rule === 'example.answers');
    const said = own.map(({ labels, state }) => `${labels['peer']} ${state}`).toSorted();
    states.push(`${at} ${said.join()}`);
  };
  await pass(1, 'tls', 'webfinger');
  await pass(2, 'actor');
  // Not asked again: what it said last was cut off.
  await pass(2.5);
  await pass(62, 'tls');
  await alerting.close();

  expect(states).toEqual([
    '1 tls firing,webfinger firing',
    '2 actor firing,tls firing,webfinger firing',
    '2.5 actor firing,tls firing,webfinger firing',
    '62 actor resolved,tls firing,webfinger resolved',
  ]);
});

it('a rule about ourselves that fails right after a restart ends none of its alerts, as long as it fails', async () => {
  const started = async (broken: boolean) => {
    const ground = { configuration: configurationWith('live'), store, clock, log };
    const sources = [fleetSource(ground, await aboutOurselves(broken))];
    return prepareAlerting(ground, { sources, notifiers: [] });
  };
  const states: string[] = [];
  const passes = async (broken: boolean, minutes: readonly number[]) => {
    const alerting = await started(broken);
    for (const at of minutes) {
      nowMs = begin + at * minute;
      await alerting.pass(instant(nowMs));
      states.push(`${at} ${(await followed('example.answers')).join()}`);
    }
    await alerting.close();
  };
  await store.take([seenAt(-2), failedAt(-1)]);
  await passes(false, [0]);
  // Asked at minute 1 and not again before minute 6: what it could not say is not taken for an end in between either.
  await passes(true, [1, 3, 6]);
  nowMs = begin + 20 * minute;
  await store.take([seenAt(18), seenAt(19)]);
  await passes(false, [20]);

  expect(states).toEqual([
    '0 example.answers firing',
    '1 example.answers firing',
    '3 example.answers firing',
    '6 example.answers firing',
    '20 example.answers resolved',
  ]);
});

it('silence grows old and is told: a server that nobody asks, and a vantage that writes nothing', async () => {
  await store.enrol([aServer('social.example', { role: 'hosted' })]);
  const earlier = Array.from({ length: 12 }, (_, index) => instant(begin - (40 + index) * minute));
  await store.take(earlier.map((at) => anObservation({ scheduledAt: at, startedAt: at })));
  const ground = { configuration: configurationWith('live'), store, clock, log };
  const own = ownFleetRules().filter(({ id }) => id === 'monitor.freshness' || id === 'monitor.coverage');
  const { admitted } = await admitRules(ground, own);
  const fleet = { ...createFleetEvaluator({ store, rules: admitted, clock, log }), rules: own };
  const alerting = prepareAlerting(ground, { sources: [fleetSource(ground, fleet)], notifiers: [] });
  for (const at of [0, 6, 12]) {
    nowMs = begin + at * minute;
    await alerting.pass(instant(nowMs));
  }
  await alerting.close();

  expect(await followed('monitor.freshness', 'monitor.coverage')).toEqual([
    'monitor.coverage firing',
    'monitor.freshness firing',
  ]);
});
