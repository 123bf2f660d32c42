import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverSource } from '../../bin/alerting/server-source.ts';
import { prepareAlerting } from '../../bin/alerting.ts';
import { Interrupted } from '../../bin/interrupt.ts';
import type { AlertNotice, Notifier } from '../../model/alert.ts';
import { instant } from '../../model/clock.ts';
import { configurationSchema } from '../../model/configuration.ts';
import type { Finding } from '../../model/finding.ts';
import { openStore } from '../../store/open.ts';
import { aFinding, aServer, host, keptLog, clock as realClock } from '../store/examples.ts';
import { storeDirectory } from '../store/furnished.ts';

const minute = 60_000;
const server = host('social.example');
const begin = Math.floor(Date.now() / minute) * minute - 600 * minute;

/** A receiver that keeps what it is told. */
function keeper() {
  const calls: (readonly AlertNotice[])[] = [];
  const notifier: Notifier = {
    notify: async (notices) => {
      calls.push(notices);
    },
    standing: () => [],
    close: async () => {},
  };
  const last = () =>
    (calls.at(-1) ?? [])
      .filter(({ alert }) => alert.rule !== 'monitor.alive')
      .map(({ alert }) => `${alert.rule} ${alert.state}`);
  return { notifier, calls, last };
}

describe('alerting over the store', () => {
  let path: string;
  let store: Awaited<ReturnType<typeof openStore>>;
  let nowMs: number;
  const clock = { now: () => nowMs, elapsed: () => nowMs };
  const log = keptLog();
  const configuration = (more: object = {}) =>
    configurationSchema.parse({
      monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
      hosted: [{ domain: 'social.example', customer: 'Example Institution' }],
      ...more,
    });

  beforeEach(async () => {
    path = await storeDirectory();
    nowMs = begin;
    store = await openStore({ path }, { log, clock: realClock });
    await store.enrol([aServer('social.example', { role: 'hosted' }), aServer('peer.example')]);
  });
  afterEach(() => store.close());

  /** Alerting as a process that starts now would have it. */
  function started(more: object = {}, over: object = {}) {
    const receiver = keeper();
    const ground = { configuration: configuration(more), store: { ...store, ...over }, clock, log };
    const alerting = prepareAlerting(ground, {
      sources: [serverSource(ground)],
      notifiers: [receiver.notifier],
    });
    return { ...receiver, alerting };
  }

  /** A rule says something at this minute. */
  async function found(at: number, outcome: Finding['outcome'], changes: Partial<Finding> = {}) {
    nowMs = begin + at * minute;
    const since = instant(nowMs);
    const rule = 'tls.valid';
    await store.recordFindings([
      aFinding({ server, rule, outcome, observedAt: since, since, because: `It is ${outcome}`, ...changes }),
    ]);
  }

  it('tells of a failure of a hosted server when it was seen for long enough, and of its end', async () => {
    const { alerting, last, calls } = started({
      alerts: { rules: { 'tls.valid': { keepFiringFor: '0s' } } },
    });
    for (const at of [0, 2, 4, 6]) {
      await found(at, 'failed');
      await alerting.pass(instant(nowMs));
    }
    expect(last()).toEqual(['tls.valid firing']);
    expect(calls.at(2)?.map(({ alert }) => alert.rule)).toEqual(['monitor.alive']);
    const notice = calls.at(-1)?.find(({ alert }) => alert.rule === 'tls.valid');
    expect(notice).toMatchObject({
      title: expect.stringMatching(/\w/),
      link: `https://monitor.example/alerts/${notice?.alert.id}`,
      firstAction: expect.stringMatching(/\w/),
    });
    expect(notice?.incidentText).toContain('tls.valid at social.example');
    expect(notice?.incidentText).toContain(`Evidence: ${notice?.link}`);

    await found(8, 'passed');
    await alerting.pass(instant(nowMs));
    expect(last()).toEqual(['tls.valid resolved']);
    await alerting.pass(instant(nowMs));
    expect(last()).toEqual([]);
    await alerting.close();
  });

  it('goes on after a restart in the middle as if there had been none', async () => {
    const changes: string[] = [];
    for (const at of [0, 2, 4, 6, 8]) {
      const { alerting, last } = started();
      await found(at, 'failed');
      await alerting.pass(instant(nowMs));
      changes.push(`${at} ${last().join()}`);
      await alerting.close();
    }

    expect(changes).toEqual(['0 ', '2 ', '4 ', '6 tls.valid firing', '8 tls.valid firing']);
    const steps = await store.alertChanges({ limit: 50, offset: 0 });
    const own = steps.filter(({ alert }) => alert.rule === 'tls.valid');
    expect(own.map(({ to, at }) => `${to} ${(Date.parse(at) - begin) / minute}`)).toEqual([
      'firing 6',
      'pending 0',
    ]);
  });

  it('makes no alert of peers, of hints, and of rules that are turned off', async () => {
    const { alerting, last } = started({ alerts: { rules: { 'tls.expiry': { off: true } } } });
    const critical = { severity: 'critical' } as const;
    await found(0, 'failed', { ...critical, server: host('peer.example') });
    await found(0, 'failed', { severity: 'info', rule: 'actor.vary' });
    await found(0, 'failed', { ...critical, rule: 'tls.expiry' });
    await alerting.pass(instant(nowMs));
    expect(last()).toEqual([]);

    await found(0, 'failed', { ...critical, rule: 'actor.gone' });
    await alerting.pass(instant(nowMs));
    expect(last()).toEqual(['actor.gone firing']);
  });

  it('makes nothing of a pass that is told to stop, and says nothing', async () => {
    await found(0, 'failed');
    const receiver = keeper();
    const own = keptLog();
    const ground = { configuration: configuration(), store, clock, log: own };
    const stopped = { rules: [], ask: () => Promise.reject(new Interrupted('told to stop')) };
    const sources = [serverSource(ground), stopped];
    const alerting = prepareAlerting(ground, { sources, notifiers: [receiver.notifier] });

    await expect(alerting.pass(instant(nowMs))).rejects.toThrow(Interrupted);
    await alerting.close();
    expect((await store.alertMemory()).followed).toEqual([]);
    expect(receiver.calls).toEqual([]);
    expect(own.lines).toEqual([]);
  });

  it('warns of settings for rules that do not exist', () => {
    const before = log.lines.length;
    const span = { from: instant(begin), to: instant(begin + minute) };
    started({
      alerts: { rules: { 'tls.valid': { limit: 3 }, 'tls.vaild': { off: true } } },
      maintenance: [{ name: 'upgrade', ...span, rules: ['tls.expiry', 'tls.expiri', 'monitor.alive'] }],
    });

    expect(log.lines.slice(before)).toMatchObject([
      {
        level: 'warn',
        fields: { settings: ['alerts.rules: tls.vaild', 'maintenance[0].rules: tls.expiri'] },
      },
    ]);
  });

  it('keeps alerts quiet in a maintenance window', async () => {
    const window = { name: 'upgrade', from: instant(begin), to: instant(begin + 10 * minute) };
    const { alerting, last } = started({ maintenance: [window] });
    await found(1, 'failed', { severity: 'critical' });
    await alerting.pass(instant(nowMs));
    expect(last()).toEqual([]);
    expect((await store.alertMemory()).followed.map(({ alert }) => alert.silencedBy)).toContain('upgrade');

    nowMs = begin + 10 * minute;
    await alerting.pass(instant(nowMs));
    expect(last()).toEqual(['tls.valid firing']);
  });

  it('makes alerts unknown when the store is away, never resolved, and goes on when it is back', async () => {
    let isAway = false;
    const away =
      <T>(read: () => Promise<T>) =>
      async () => {
        if (isAway) throw new Error('the store is away');
        return read();
      };
    const { alerting, last, calls } = started({}, { hostedServers: away(() => store.hostedServers()) });
    await found(0, 'failed', { severity: 'critical' });
    await alerting.pass(instant(nowMs));
    isAway = true;
    expect(await alerting.pass(instant(nowMs))).toBe(false);
    for (const at of [5, 10, 20, 60]) {
      nowMs = begin + at * minute;
      await alerting.pass(instant(nowMs));
    }

    expect(last()).toEqual(['tls.valid firing']);
    nowMs = begin + 6 * 60 * minute;
    await alerting.pass(instant(nowMs));
    expect(
      calls
        .at(-1)
        ?.map(({ alert }) => `${alert.rule} ${alert.state}`)
        .toSorted(),
    ).toEqual(['monitor.alive unknown', 'tls.valid unknown']);
    isAway = false;
    expect(await alerting.pass(instant(nowMs))).toBe(true);
    await found(6 * 60 + 1, 'failed', { severity: 'critical' });
    await alerting.pass(instant(nowMs));
    expect(last()).toEqual(['tls.valid firing']);
  });

  it('ends nothing and sets nothing back in a pass in which the store is away, however short the patience', async () => {
    let isAway = false;
    const hostedServers = async () => {
      if (isAway) throw new Error('the store is away');
      return store.hostedServers();
    };
    const { alerting, last } = started(
      { alerts: { rules: { 'tls.valid': { for: '5m', keepFiringFor: '0s' } } } },
      { hostedServers },
    );
    // The rule is asked more often than the server, so it was asked after what it was judged on.
    const passAt = async (at: number, away = false) => {
      nowMs = begin + at * minute + 5_000;
      isAway = away;
      await alerting.pass(instant(nowMs));
    };
    await found(0, 'failed');
    await passAt(1);
    await passAt(2, true);
    await found(6, 'failed');
    await passAt(6);
    expect(last()).toEqual(['tls.valid firing']);

    await passAt(7);
    await passAt(8, true);
    expect(last()).toEqual(['tls.valid firing']);
    const steps = await store.alertChanges({ limit: 50, offset: 0 });
    expect(steps.map(({ alert, to }) => `${alert.rule} ${to}`).toSorted()).toEqual([
      'monitor.alive firing',
      'tls.valid firing',
      'tls.valid pending',
    ]);
  });

  it('groups what fails together at one server, and gives the receivers the incident', async () => {
    const { alerting, calls } = started();
    const critical = { severity: 'critical' } as const;
    await found(0, 'failed', critical);
    await found(0, 'failed', { ...critical, rule: 'actor.gone' });
    await alerting.pass(instant(nowMs));

    const [incident] = await store.incidents(10);
    expect(incident).toMatchObject({ cause: { kind: 'server', value: 'social.example' } });
    expect(incident?.members).toHaveLength(2);
    expect(calls.at(-1)?.find(({ alert }) => alert.rule === 'actor.gone')?.incidentText).toContain(
      'Part of an incident: 2 alerts began together',
    );
  });
});
