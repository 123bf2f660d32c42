import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openReceivers } from '../../../analyzer/notify/receivers.ts';
import { serverSource } from '../../../bin/alerting/server-source.ts';
import { prepareAlerting } from '../../../bin/alerting.ts';
import type { Notifier } from '../../../model/alert.ts';
import { instant } from '../../../model/clock.ts';
import { configurationSchema } from '../../../model/configuration.ts';
import type { Finding } from '../../../model/finding.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { receiverDeps } from '../../analyzer/notify/notices.ts';
import { type Recorder, startRecorder } from '../../analyzer/notify/recorder.ts';
import { aFinding, aServer, host, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';
import { temporaryDirectory } from '../../store/temporary.ts';

const minute = 60_000;
const begin = Date.parse('2026-11-20T10:00:00.000Z');
const server = host('social.example');
const rule = 'tls.valid';
const configuration = configurationSchema.parse({
  monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
  hosted: [{ domain: 'social.example' }],
  alerts: { rules: { [rule]: { for: '5m', keepFiringFor: '0s' } } },
});

describe('a webhook that was told that an alert fires', () => {
  let store: ScratchStore;
  let webhook: Recorder;
  let directory: string;
  let nowMs: number;
  const log = keptLog();
  const clock = { now: () => nowMs, elapsed: () => nowMs };
  const ground = () => ({ configuration, store, clock, log });

  beforeAll(async () => {
    store = await openScratchStore(await scratchDirectory(), { log, clock });
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    nowMs = begin;
    log.lines.length = 0;
    [directory, webhook] = await Promise.all([temporaryDirectory(), startRecorder()]);
    await store.empty();
    await store.enrol([aServer('social.example', { role: 'hosted' })]);
  });
  afterEach(() => webhook.close());

  /** The rule says something at this minute. */
  async function found(at: number, outcome: Finding['outcome']) {
    nowMs = begin + at * minute;
    const since = instant(nowMs);
    await store.recordFindings([aFinding({ server, rule, outcome, observedAt: since, since })]);
  }

  /** One pass of a process that starts now and ends after it. */
  async function passed() {
    const receivers = await openReceivers(
      { alertmanager: [], webhooks: [{ url: webhook.url }], directory },
      receiverDeps({ clock }),
    );
    let taken: Promise<void> = Promise.resolve();
    const notify: Notifier['notify'] = (notices) => (taken = receivers.notify(notices));
    const notifiers = [{ ...receivers, notify }];
    const alerting = prepareAlerting(ground(), { sources: [serverSource(ground())], notifiers });
    await alerting.pass(instant(nowMs));
    await taken;
    await receivers.step();
    await alerting.close();
  }

  /** One pass of a process that dies as soon as the store has it. */
  async function passedUntold() {
    const alerting = prepareAlerting(ground(), { sources: [serverSource(ground())], notifiers: [] });
    await alerting.pass(instant(nowMs));
  }

  const heard = () =>
    webhook.requests.map(({ body }) => {
      const { type, timestamp } = JSON.parse(body) as { type: string; timestamp: string };
      return `${type} ${(Date.parse(timestamp) - begin) / minute}`;
    });

  async function fires() {
    for (const at of [0, 2, 4, 6]) {
      await found(at, 'failed');
      await passed();
    }
    expect(heard()).toEqual(['alert.firing 6']);
  }

  it.each([9, 60, 3 * 24 * 60])(
    'hears of its end %i minutes later, when we died before we told it and were away, and hears it once',
    async (later) => {
      await fires();
      await found(8, 'passed');
      await passedUntold();
      nowMs = begin + later * minute;
      await passed();
      await passed();

      expect(heard()).toEqual(['alert.firing 6', 'alert.resolved 8']);
      const [first, second] = webhook.requests.map(({ body }) => JSON.parse(body).data.alert);
      expect(second).toBe(first);
      expect(new Set(webhook.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    },
  );

  it('hears of its end also when it has begun anew since, and of the new beginning', async () => {
    await fires();
    await found(8, 'passed');
    await passedUntold();
    await found(10, 'failed');
    await passedUntold();
    for (const at of [14, 16]) {
      await found(at, 'failed');
      await passed();
    }

    expect(heard()).toEqual(['alert.firing 6', 'alert.resolved 8', 'alert.firing 16']);
  });

  it('hears nothing of an alert that goes on, however long we were away', async () => {
    await fires();
    await found(24 * 60, 'failed');
    await passed();

    expect(heard()).toEqual(['alert.firing 6']);
  });

  it('is told nothing invented of an alert whose history was erased; the log says so once a start', async () => {
    await fires();
    await found(8, 'passed');
    await passedUntold();
    await store.forget(server);
    nowMs = begin + 60 * minute;
    await passed();

    expect(heard()).toEqual(['alert.firing 6']);
    expect(log.lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
      'a receiver was told of an alert that is not known any more',
    ]);
  });
});
