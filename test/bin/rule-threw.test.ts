import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareAnalyzer } from '../../bin/analyzing.ts';
import { exitCodes } from '../../bin/exit-code.ts';
import type { Session } from '../../bin/session.ts';
import { instant } from '../../model/clock.ts';
import { configurationSchema } from '../../model/configuration.ts';
import { rules } from '../../rules/index.ts';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool.ts';
import type { Spool } from '../../store/store.ts';
import { nodeInfoOf } from '../rules/documents.ts';
import { anObservation, aServer, keptLog } from '../store/examples.ts';
import { temporaryDirectory } from '../store/temporary.ts';

const minute = 60_000;
const begin = Date.now();
let nowMs = begin;
const clock = { now: () => nowMs, elapsed: () => nowMs };
const log = keptLog();
const codes = new Set<number>();
let path: string;
let store: Awaited<ReturnType<typeof openStore>>;
let spool: Spool;

beforeAll(async () => {
  path = await temporaryDirectory();
  store = await openStore({ path: join(path, 'store') }, { log, clock });
  spool = await openSpool({ directory: join(path, 'spool'), maxAgeMs: 2 }, { sink: store, log, clock });
  await store.enrol([aServer('social.example')]);
});
afterAll(async () => {
  await spool.close();
  await store.close();
});

/** A new analyzer, as after a start. */
async function started() {
  const configuration = configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    store: { path },
  });
  // as: of a session only these are used here
  const session = {
    rules: async () => rules,
    end: (code: number) => codes.add(code),
    release: { version: '0.0.0', root: path },
    stop: new AbortController().signal,
  } as unknown as Session;
  return prepareAnalyzer({ configuration, store, clock, log, session });
}

/** Writes nodeinfo as it was seen in that minute. */
async function see(atMinute: number, data: unknown): Promise<void> {
  const at = instant(begin + (atMinute - 60) * minute);
  const observations = [anObservation({ scheduledAt: at, startedAt: at, data })];
  await spool.append({ observations, evidence: [] });
  await spool.drain();
}

async function complaints(): Promise<readonly string[]> {
  const { followed } = await store.alertMemory();
  return followed
    .filter(({ alert, idle }) => !idle && alert.rule === 'monitor.rule-failed')
    .map(({ alert: { labels, state, because } }) => `${labels['rule']} ${state}: ${because}`);
}

/** Bytes that no probe writes: rules that take their shape for granted throw. */
const misshapen = 'none of the shape that its probe gives';
const complaint = 'nodeinfo.jrd-shape threw at what was seen of social.example: it cannot tell there';

it('a server rule that throws at what is stored of a peer cannot tell, is logged, and alerts those who run the monitor', async () => {
  await see(0, misshapen);
  const analyzing = await started();
  await analyzing.catchUp();
  await analyzing.stop();

  const [finding] = await store.currentFindings({ rule: 'nodeinfo.jrd-shape' });
  expect(finding).toMatchObject({ server: 'social.example', outcome: 'cannot-tell' });
  const said = { rule: 'nodeinfo.jrd-shape', server: 'social.example' };
  const line = { level: 'error', message: 'a rule threw', fields: expect.objectContaining(said) };
  expect(log.lines).toContainEqual(line);
  expect(codes).toContain(exitCodes.ownBug);
  expect(await complaints()).toContain(`nodeinfo.jrd-shape firing: ${complaint}`);
});

it('the alert stays over a restart, and ends when the rule can judge the server again or nobody watches that', async () => {
  const firing: boolean[] = [];
  const analyzing = await started();
  const pass = async () => {
    nowMs += minute;
    await analyzing.catchUp();
    firing.push((await complaints()).includes(`nodeinfo.jrd-shape firing: ${complaint}`));
  };
  await pass();
  await see(1, nodeInfoOf('mastodon'));
  await pass();
  await see(2, misshapen);
  await pass();
  await store.retire([]);
  await pass();
  await analyzing.stop();

  expect(firing).toEqual([true, false, true, false]);
});
