import { describe, expect, it } from 'vitest';
import { openAlertmanager } from '../../../../analyzer/notify/alertmanager/alertmanager.ts';
import type { AlertmanagerTimes } from '../../../../analyzer/notify/alertmanager/board.ts';
import type { Clock } from '../../../../model/clock.ts';
import { clock as wall } from '../../../store/examples.ts';
import { aNotice, receiverDeps, resolved } from '../notices.ts';
import { startAlertmanager } from './real.ts';

/** The machine's clock, which can be put forward: Alertmanager lives in real time. */
function movedClock(): Clock & { forward(ms: number): void } {
  let ahead = 0;
  return {
    now: () => wall.now() + ahead,
    elapsed: () => wall.elapsed() + ahead,
    forward: (ms) => {
      ahead += ms;
    },
  };
}

const secondsAgo = (seconds: number) => new Date(wall.now() - seconds * 1_000).toISOString();
const secondsLeft = (instant: string) => (Date.parse(instant) - wall.now()) / 1_000;

function sender(url: string, clock: Clock = wall, times: Partial<AlertmanagerTimes> = {}) {
  return openAlertmanager({ url: `${url}/`, name: 'alerts.alertmanager[0]', times }, receiverDeps({ clock }));
}

const state = (body: string) => (JSON.parse(body) as { status: string }).status;

describe('the real Alertmanager', () => {
  it('has a firing alert with its labels, its words and its times', async (context) => {
    const { url, active } = await startAlertmanager(context);
    const receiver = sender(url);
    const firedAt = secondsAgo(30);
    const notice = aNotice({ firedAt, labels: { server: 'social.example', peer: 'mastodon.example' } });

    await receiver.notify([notice]);
    await receiver.step();
    const [alert, ...others] = await active();

    expect(others).toEqual([]);
    expect(alert?.labels).toEqual({
      alertname: 'availability.confirmed',
      severity: 'critical',
      audience: 'sre',
      server: 'social.example',
      peer: 'mastodon.example',
    });
    expect(alert?.annotations).toEqual({
      summary: 'social.example: no answer since 09:58',
      title: 'The server answers',
      because: 'no answer since 09:58',
      link: notice.link,
      first_action: 'Ask the server from another network.',
      incident_text: 'social.example does not answer\nsince 09:58 UTC',
      alert_id: notice.alert.id,
    });
    expect(alert?.generatorURL).toBe(notice.link);
    expect(alert?.startsAt).toBe(firedAt);
    expect(secondsLeft(alert?.endsAt ?? '')).toBeGreaterThan(800);
    await receiver.close();
  });

  it('is told again before the alert runs out, each time to hold longer', async (context) => {
    const { url, active } = await startAlertmanager(context);
    const clock = movedClock();
    const receiver = sender(url, clock);
    await receiver.notify([aNotice()]);
    await receiver.step();
    const first = (await active())[0];

    clock.forward(59_000);
    await receiver.step();
    const early = (await active())[0];
    clock.forward(1_000);
    await receiver.step();
    const again = (await active())[0];

    expect(early?.updatedAt).toBe(first?.updatedAt);
    expect(Date.parse(again?.endsAt ?? '') - Date.parse(first?.endsAt ?? '')).toBeGreaterThanOrEqual(60_000);
    expect(again?.startsAt).toBe(first?.startsAt);
  });

  it('tells its own receivers of the begin and of the end', async (context) => {
    const { url, active, receiver: pager } = await startAlertmanager(context);
    const receiver = sender(url);
    const notice = aNotice({ firedAt: secondsAgo(60) });
    await receiver.notify([notice]);
    await receiver.step();
    await pager.until(([first]) => first !== undefined);

    await receiver.notify([resolved(notice, secondsAgo(0))]);
    await receiver.step();
    await pager.until((requests) => requests.length === 2);

    expect(pager.requests.map(({ body }) => state(body))).toEqual(['firing', 'resolved']);
    expect(await active()).toEqual([]);
  });

  it('keeps an alert of which nobody knows any more, and hears that', async (context) => {
    const { url, active } = await startAlertmanager(context);
    const receiver = sender(url);
    await receiver.notify([aNotice()]);
    await receiver.step();

    await receiver.notify([aNotice({ state: 'unknown' })]);
    await receiver.step();
    const [alert] = await active();

    expect(alert?.annotations['state']).toMatch(/^not known at present/);
    expect(secondsLeft(alert?.endsAt ?? '')).toBeGreaterThan(800);
  });

  it('sees one alert go on when the severity changes, not two', async (context) => {
    const { url, active } = await startAlertmanager(context);
    const receiver = sender(url);
    await receiver.notify([aNotice({ severity: 'warning', firedAt: secondsAgo(60) })]);
    await receiver.step();

    await receiver.notify([aNotice({ severity: 'critical', firedAt: secondsAgo(60) })]);
    await receiver.step();

    expect((await active()).map(({ labels }) => labels['severity'])).toEqual(['critical']);
  });

  it('keeps alerts firing for a day when we are stopped, and is not told that they ended', async (context) => {
    const { url, active, receiver: pager } = await startAlertmanager(context);
    const receiver = sender(url);
    await receiver.notify([aNotice()]);
    await receiver.step();
    await pager.until(([first]) => first !== undefined);

    await receiver.close();
    const [alert] = await active();

    expect(secondsLeft(alert?.endsAt ?? '') / 3_600).toBeGreaterThan(23);
    expect(alert?.annotations['state']).toMatch(/^the monitor was stopped at 20/);
    expect(pager.requests.map(({ body }) => state(body))).toEqual(['firing']);
  });

  it('has the alert that the next process of ours goes on with, and ends it when that says so', async (context) => {
    const { url, active } = await startAlertmanager(context);
    const notice = aNotice({ firedAt: secondsAgo(60) });
    const before = sender(url);
    await before.notify([notice]);
    await before.step();
    await before.close();

    const after = sender(url);
    await after.notify([notice]);
    await after.step();
    const goingOn = await active();
    await after.notify([resolved(notice, secondsAgo(0))]);
    await after.step();

    expect(goingOn.map(({ startsAt, annotations }) => [startsAt, annotations['state']])).toEqual([
      [notice.alert.firedAt, undefined],
    ]);
    expect(await active()).toEqual([]);
  });

  it('lets monitor.alive run out a few minutes after the last pass, though everything else is told again', async (context) => {
    const { url, active } = await startAlertmanager(context);
    const clock = movedClock();
    const receiver = sender(url, clock);
    const lastFailedAt = secondsAgo(0);
    const alive = aNotice({ rule: 'monitor.alive', labels: {}, severity: 'info', lastFailedAt });
    await receiver.notify([alive, aNotice()]);
    await receiver.step();
    const first = await active();
    clock.forward(600_000);
    await receiver.step();
    const later = await active();
    await receiver.close();

    const endOf = (alerts: typeof first, rule: string) =>
      secondsLeft(alerts.find(({ labels }) => labels['alertname'] === rule)?.endsAt ?? '');
    expect(endOf(first, 'monitor.alive')).toBeLessThanOrEqual(240);
    expect(endOf(later, 'monitor.alive')).toBeLessThanOrEqual(240);
    expect(endOf(later, 'availability.confirmed')).toBeGreaterThan(1_400);
  });

  it('takes alerts with hostile texts and labels, and more of them than fit one request', async (context) => {
    const { url, active } = await startAlertmanager(context);
    const receiver = sender(url);
    const many = Array.from({ length: 250 }, (_, index) =>
      aNotice({ labels: { server: `s${index}.example` } }),
    );
    const labels = { 'a b-c': 'x', '9': '\u0000\u202e', severity: 'mine', __name__: 'y', empty: '' };
    const hostile = aNotice(
      { labels, because: `\ud800 ${'é'.repeat(9_000)}` },
      { link: 'no url', title: '' },
    );

    await receiver.notify([hostile, ...many]);
    await receiver.step();
    const told = await active();

    expect(told).toHaveLength(251);
    const one = told.find(({ labels: { rule_severity } }) => rule_severity === 'mine');
    expect(one?.labels).toMatchObject({ a_b_c: 'x', severity: 'critical', rule___name__: 'y' });
    expect(Buffer.byteLength(one?.annotations['because'] ?? '')).toBeLessThanOrEqual(2_000);
  });
});
