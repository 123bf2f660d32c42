import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openReceivers, type ReceiverSettings } from '../../../analyzer/notify/receivers.ts';
import { clock as wall } from '../../store/examples.ts';
import { temporaryDirectory } from '../../store/temporary.ts';
import { startAlertmanager } from './alertmanager/real.ts';
import { aNotice, receiverDeps, resolved, standingClock } from './notices.ts';
import { type Recorder, startRecorder } from './recorder.ts';

async function opened(settings: Partial<ReceiverSettings>, changes: Parameters<typeof receiverDeps>[0] = {}) {
  const deps = receiverDeps(changes);
  const directory = await temporaryDirectory();
  const receivers = await openReceivers({ alertmanager: [], webhooks: [], directory, ...settings }, deps);
  return { receivers, deps };
}

const idOf = ({ requests }: Recorder) => requests.map(({ headers }) => headers['webhook-id']);

describe('several receivers', () => {
  it('are told at once of every alert, whatever the others do: one hangs, one is gone, one is in trouble', async (context) => {
    const healthy = await startAlertmanager(context);
    const hung = await startRecorder(() => 'hang');
    const broken = await startRecorder(() => ({ status: 503 }));
    const gone = await startRecorder();
    await gone.close();
    const webhook = await startRecorder();
    const { receivers } = await opened({
      alertmanager: [hung.url, gone.url, broken.url, healthy.url],
      webhooks: [{ url: webhook.url }],
      closeMs: 50,
    });

    await receivers.notify([aNotice()]);
    const round = receivers.step();
    await webhook.until(({ length }) => length === 1);
    await healthy.receiver.until(({ length }) => length === 1);
    await hung.until(({ length }) => length === 1);
    const other = aNotice({ rule: 'tls.expiry' });
    await receivers.notify([aNotice(), other]);
    // The round of before waits for the one that hangs, and the others have their next one all the same.
    void receivers.step();
    await healthy.receiver.until(({ length }) => length === 2);
    await webhook.until(({ length }) => length === 2);

    expect((await healthy.active()).map(({ labels }) => labels['alertname']).toSorted()).toEqual([
      'availability.confirmed',
      'tls.expiry',
    ]);
    expect(hung.requests).toHaveLength(1);
    await receivers.close();
    await round;
    await Promise.all([hung, broken, webhook].map((each) => each.close()));
  });

  it('end within a bound when one of them hangs', async () => {
    const hung = await startRecorder(() => 'hang');
    const { receivers } = await opened({
      alertmanager: [hung.url],
      webhooks: [{ url: hung.url }],
      heartbeat: { url: hung.url, intervalMs: 1_000 },
      closeMs: 100,
    });
    await receivers.notify([aNotice()]);
    receivers.passed();
    void receivers.step();
    await hung.until(({ length }) => length === 3);
    const began = wall.elapsed();

    await receivers.close();

    // Each would wait for its answer for 10 s at least.
    expect(wall.elapsed() - began).toBeLessThan(8_000);
    await hung.close();
  });

  it('are warned of once while they fail, without what is secret in a URL', async () => {
    const broken = await startRecorder(() => ({ status: 500 }));
    const clock = standingClock('2026-11-20T10:00:00.000Z');
    const { receivers, deps } = await opened(
      { webhooks: [{ url: `${broken.url}/hooks/secret` }] },
      { clock },
    );
    await receivers.notify([aNotice()]);
    for (let round = 0; round < 5; round++) {
      await receivers.step();
      clock.forward(600_000);
    }
    broken.answer(() => ({ status: 204 }));
    await receivers.step();

    expect(deps.log.lines.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'warn: a receiver of alerts does not take them',
      'info: a receiver of alerts takes them again',
    ]);
    expect(JSON.stringify(deps.log.lines)).toContain(`alerts.webhooks[0] (${broken.url})`);
    expect(JSON.stringify(deps.log.lines)).not.toContain('secret');
    expect(deps.meter.counts.get('notifications webhook delivered')).toBe(1);
    await receivers.close();
    await broken.close();
  });

  it('are told again by a timer, even while no pass of the analyzer comes to its end', async () => {
    const alertmanager = await startRecorder();
    const { receivers } = await opened({ alertmanager: [alertmanager.url], times: { resendMs: 100 } });
    receivers.start();
    await receivers.notify([aNotice()]);

    await alertmanager.until(({ length }) => length === 2);

    await receivers.close();
    await alertmanager.close();
  });

  it('are told what is still owed when we end', async () => {
    const recorder = await startRecorder();
    const { receivers } = await opened({ alertmanager: [recorder.url], webhooks: [{ url: recorder.url }] });
    await receivers.notify([aNotice()]);

    await receivers.close();

    // The Alertmanager twice: that it fires, and that nobody watches any more.
    expect(recorder.requests.map(({ path }) => path).toSorted()).toEqual([
      '/',
      '/api/v2/alerts',
      '/api/v2/alerts',
    ]);
    await recorder.close();
  });

  it('hear of everything when they are back: an Alertmanager what stands, a webhook what happened', async () => {
    const recorder = await startRecorder(() => ({ status: 503 }));
    const clock = standingClock('2026-11-20T10:00:00.000Z');
    const settings = { alertmanager: [recorder.url], webhooks: [{ url: recorder.url }] };
    const { receivers, deps } = await opened(settings, { clock });
    const [gone, stays] = [aNotice(), aNotice({ rule: 'tls.expiry' })];
    for (const notices of [
      [gone],
      [gone, stays],
      [resolved(gone, '2026-11-20T10:02:00.000Z'), stays],
      [stays],
    ]) {
      await receivers.notify(notices);
      await receivers.step();
      clock.forward(60_000);
    }
    const before = recorder.requests.length;
    recorder.answer(() => ({ status: 200 }));
    clock.forward(60_000);
    await receivers.step();

    const taken = recorder.requests.slice(before);
    const posted = JSON.parse(taken.find(({ path }) => path !== '/')?.body ?? '[]') as { endsAt: string }[];
    expect(posted.map(({ endsAt }) => endsAt)).toEqual([
      '2026-11-20T10:02:00.000Z',
      '2026-11-20T10:20:00.000Z',
    ]);
    expect(
      taken.filter(({ path }) => path === '/').map(({ body }) => /"type":"alert\.(\w+)"/.exec(body)?.[1]),
    ).toEqual(['firing', 'firing', 'resolved']);
    expect(deps.meter.counts.get('notifications webhook delivered')).toBe(3);
    await receivers.close();
    await recorder.close();
  });

  it('do not share an outbox with another process', async () => {
    const directory = await temporaryDirectory();
    const settings = { directory, webhooks: [{ url: 'http://127.0.0.1:9' }] };
    const { receivers } = await opened(settings);

    await expect(opened(settings)).rejects.toThrow(`${directory} is in use by process ${process.pid}`);
    await receivers.close();
    await (await opened(settings)).receivers.close();
  });
});

describe('kill -9 of a process that tells', () => {
  it('ends no alert: Alertmanager keeps it, and the next process tells the webhook nothing twice', async (context) => {
    const { url, active, receiver: pager } = await startAlertmanager(context);
    const webhook = await startRecorder();
    const directory = await temporaryDirectory();
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'children', 'sender.ts'), url, webhook.url, directory],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const [alert] = await active();
    const { receivers } = await opened({ directory, alertmanager: [url], webhooks: [{ url: webhook.url }] });
    await receivers.notify([aNotice()]);
    await receivers.step();
    const again = await active();
    await receivers.notify([resolved(aNotice(), new Date(wall.now()).toISOString())]);
    await receivers.step();
    await pager.until(({ length }) => length === 2);
    await receivers.close();
    await webhook.close();

    expect((Date.parse(alert?.endsAt ?? '') - wall.now()) / 60_000).toBeGreaterThan(10);
    expect(again.map(({ startsAt }) => startsAt)).toEqual([alert?.startsAt]);
    expect(pager.requests.map(({ body }) => (JSON.parse(body) as { status: string }).status)).toEqual([
      'firing',
      'resolved',
    ]);
    expect(webhook.requests.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
      'alert.firing',
      'alert.resolved',
    ]);
    expect(new Set(idOf(webhook)).size).toBe(2);
  });
});
