import { afterAll, beforeAll, expect, it } from 'vitest';
import { analyze } from '../../analyzer/analyze.ts';
import { nothingThrew } from '../../analyzer/throwing.ts';
import { judgedSource } from '../../bin/alerting/judged-source.ts';
import { prepareAlerting } from '../../bin/alerting.ts';
import { instant } from '../../model/clock.ts';
import { configurationSchema } from '../../model/configuration.ts';
import { nodeInfoOf } from '../../rules/given/documents.ts';
import { rules } from '../../rules/index.ts';
import { openScratchStore, type ScratchStore } from '../../store/scratch.ts';
import { anObservation, aServer, keptLog } from '../store/examples.ts';
import { scratchDirectory } from '../store/furnished.ts';

const minute = 60_000;
const begin = Date.parse('2026-11-20T10:00:00.000Z');
let nowMs = begin;
const clock = { now: () => nowMs, elapsed: () => nowMs };
const log = keptLog();
const own = rules.filter(({ id }) => id.startsWith('nodeinfo.'));
let store: ScratchStore;

beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log, clock });
  await store.enrol([aServer('social.example')]);
});
afterAll(() => store.close());

/** An analyzer and its alerts, as after a start. Its passes are a minute apart, and tell whether they were whole. */
function started(): () => Promise<boolean> {
  const monitor = { origin: 'https://monitor.example', contact: 'ops@monitor.example' };
  const ground = { configuration: configurationSchema.parse({ monitor }), store, clock, log };
  const throwing = nothingThrew(store);
  const sources = [judgedSource(ground, { isJudging: () => true, throwing })];
  const alerting = prepareAlerting(ground, { sources, notifiers: [] });
  return async () => {
    nowMs += minute;
    throwing.learn(await analyze({ store, rules: own, log }, instant(0)));
    return alerting.pass(instant(nowMs));
  };
}

/** Bytes that no probe writes: rules that take their shape for granted throw. */
const misshapen = 'none of the shape that its probe gives';

function seen(data: unknown) {
  const at = instant(nowMs);
  return anObservation({ scheduledAt: at, startedAt: at, data });
}

/** What is said of one rule that threw, as `state: because`. */
async function complaint(): Promise<string | undefined> {
  const { followed } = await store.alertMemory();
  const found = followed.find(
    ({ alert, idle }) =>
      !idle && alert.rule === 'monitor.rule-failed' && alert.labels['rule'] === 'nodeinfo.jrd-shape',
  );
  return found && `${found.alert.state}: ${found.alert.because}`;
}

const firing = 'firing: nodeinfo.jrd-shape threw at what was seen of social.example: it cannot tell there';

it('a server rule that throws at what is stored of a peer cannot tell, is logged, and alerts those who run the monitor', async () => {
  await store.take([seen(misshapen)]);
  const isWhole = await started()();

  const [finding] = await store.currentFindings({ rule: 'nodeinfo.jrd-shape' });
  expect(finding).toMatchObject({ server: 'social.example', outcome: 'cannot-tell' });
  const said = { rule: 'nodeinfo.jrd-shape', server: 'social.example' };
  const line = { level: 'error', message: 'a rule threw', fields: expect.objectContaining(said) };
  expect(log.lines).toContainEqual(line);
  expect(await complaint()).toBe(firing);
  // The heartbeat beats: no peer can stop it with one answer.
  expect(isWhole).toBe(true);
});

it('the alert stays over a restart, and ends when the rule can judge the server again or nobody watches that', async () => {
  const told: (string | undefined)[] = [];
  const pass = started();
  const next = async () => {
    await pass();
    told.push(await complaint());
  };
  await next();
  await store.take([seen(nodeInfoOf('mastodon'))]);
  await next();
  await store.take([seen(misshapen)]);
  await next();
  await store.retire([]);
  await next();

  expect(told).toEqual([
    firing,
    expect.stringMatching(/^resolved: /),
    firing,
    expect.stringMatching(/^resolved: /),
  ]);
});
