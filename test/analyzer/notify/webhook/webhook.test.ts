import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWebhook, type WebhookOptions } from '../../../../analyzer/notify/webhook/webhook.ts';
import { temporaryDirectory } from '../../../store/temporary.ts';
import { aNotice, receiverDeps, resolved, standingClock } from '../notices.ts';
import { type Recorder, startRecorder } from '../recorder.ts';

const key = Buffer.alloc(32, 7);

async function setUp(recorder: Recorder, changes: Partial<WebhookOptions> = {}) {
  const clock = standingClock('2026-11-20T10:00:00.000Z');
  const file = join(await temporaryDirectory(), 'outbox.jsonl');
  const options = { url: `${recorder.url}/hook?a=b`, key, file, name: 'alerts.webhooks[0]', ...changes };
  const deps = receiverDeps({ clock });
  return { clock, deps, options, webhook: await openWebhook(options, deps) };
}

const types = ({ requests }: Recorder) =>
  requests.map(({ body }) => (JSON.parse(body) as { type: string }).type);
const ids = ({ requests }: Recorder) => requests.map(({ headers }) => headers['webhook-id']);

/** What a receiver does with a request. Source: Standard Webhooks 1.0.0, "Verifying signatures". */
function verifies({ requests }: Recorder): boolean {
  return requests.every(({ headers, body }) => {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
}

describe('a webhook', () => {
  it('is told of each change once, signed', async () => {
    const recorder = await startRecorder();
    const { webhook, clock } = await setUp(recorder);
    const told = [
      aNotice(),
      aNotice(),
      aNotice({ state: 'unknown' }),
      resolved(aNotice(), '2026-11-20T10:03:00Z'),
    ];

    for (const notice of told) {
      await webhook.notify([notice]);
      await webhook.step();
      clock.forward(60_000);
    }

    expect(types(recorder)).toEqual(['alert.firing', 'alert.unknown', 'alert.resolved']);
    expect(new Set(ids(recorder)).size).toBe(3);
    expect(verifies(recorder)).toBe(true);
    const { method, path, headers } = recorder.requests[0]!;
    expect([
      method,
      path,
      headers['content-type'],
      headers['user-agent'],
      headers['webhook-timestamp'],
    ]).toEqual(['POST', '/hook?a=b', 'application/json', 'fediscope/test', '1795168800']);
    await webhook.close();
    await recorder.close();
  });

  it('gets only what is for its audience, and never that we live', async () => {
    const recorder = await startRecorder();
    const { webhook } = await setUp(recorder, { audience: 'legal' });

    await webhook.notify([
      aNotice(),
      aNotice({ rule: 'licence.offer-present', audience: 'legal' }),
      aNotice({ rule: 'monitor.alive', audience: 'legal' }),
    ]);
    await webhook.step();

    expect(recorder.requests.map(({ body }) => /"rule":"([^"]+)"/.exec(body)?.[1])).toEqual([
      'licence.offer-present',
    ]);
    await webhook.close();
    await recorder.close();
  });

  it('that is down is tried later and later with the same id and body, and freshly signed', async () => {
    const recorder = await startRecorder(() => ({ status: 503 }));
    const { webhook, clock, deps } = await setUp(recorder);
    await webhook.notify([aNotice()]);
    const triedAt: number[] = [];
    for (let second = 0; second < 700; second++) {
      const before = recorder.requests.length;
      await webhook.step();
      if (recorder.requests.length > before) triedAt.push(second);
      clock.forward(1_000);
    }
    recorder.answer(() => ({ status: 200 }));
    clock.forward(3_600_000);
    await webhook.step();
    await webhook.step();

    const gaps = triedAt.slice(1).map((at, index) => at - triedAt[index]!);
    // 5 s, 10 s, 20 s and so on, a quarter more or less.
    gaps.forEach((gap, index) => {
      expect(gap).toBeGreaterThanOrEqual(3.75 * 2 ** index);
      expect(gap).toBeLessThanOrEqual(6.25 * 2 ** index + 1);
    });
    expect(gaps.length).toBeGreaterThanOrEqual(5);
    expect(new Set(ids(recorder)).size).toBe(1);
    expect(new Set(recorder.requests.map(({ body }) => body)).size).toBe(1);
    expect(new Set(recorder.requests.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(
      recorder.requests.length,
    );
    expect(verifies(recorder)).toBe(true);
    expect(deps.meter.counts.get('notifications webhook delivered')).toBe(1);
    expect(webhook.waiting()).toBe(0);
    await webhook.close();
    await recorder.close();
  });

  it.each([400, 410, 413, 415, 422])(
    'that answers %i is not asked again, which is logged and counted',
    async (status) => {
      const recorder = await startRecorder(() => ({ status }));
      const { webhook, clock, deps } = await setUp(recorder);
      await webhook.notify([aNotice()]);
      for (let hour = 0; hour < 3; hour++) {
        await webhook.step();
        clock.forward(3_600_000);
      }

      expect(recorder.requests).toHaveLength(1);
      expect(deps.meter.counts.get('notifications_lost webhook refused')).toBe(1);
      expect(deps.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
      await webhook.close();
      await recorder.close();
    },
  );

  it.each([301, 302, 307, 401, 403, 404, 408, 429, 500, 502])(
    'that answers %i is asked again, at the same place',
    async (status) => {
      const elsewhere = await startRecorder();
      const recorder = await startRecorder((_, count) =>
        count === 1 ? { status, headers: { location: elsewhere.url } } : { status: 200 },
      );
      const { webhook, clock } = await setUp(recorder);
      await webhook.notify([aNotice()]);
      await webhook.step();
      clock.forward(60_000);
      await webhook.step();

      expect([recorder.requests.length, elsewhere.requests.length]).toEqual([2, 0]);
      await webhook.close();
      await Promise.all([recorder.close(), elsewhere.close()]);
    },
  );

  it.each(['600', 'Fri, 20 Nov 2026 10:10:00 GMT'])(
    'that says Retry-After: %s is left alone until then',
    async (after) => {
      const recorder = await startRecorder(() => ({ status: 429, headers: { 'retry-after': after } }));
      const { webhook, clock } = await setUp(recorder);
      await webhook.notify([aNotice()]);
      const counts: number[] = [];
      for (const ms of [0, 59_000, 540_000, 2_000]) {
        clock.forward(ms);
        await webhook.step();
        counts.push(recorder.requests.length);
      }

      expect(counts).toEqual([1, 1, 1, 2]);
      await webhook.close();
      await recorder.close();
    },
  );

  it('that hangs is given up and tried again', async () => {
    const recorder = await startRecorder((_, count) => (count === 1 ? 'hang' : { status: 200 }));
    const { webhook, clock, deps } = await setUp(recorder, { timeoutMs: 100 });
    await webhook.notify([aNotice()]);
    await webhook.step();
    clock.forward(60_000);
    await webhook.step();

    expect(JSON.stringify(deps.log.lines[0])).toContain('no answer in 0.1 s');
    expect(new Set(ids(recorder)).size).toBe(1);
    expect(webhook.waiting()).toBe(0);
    await webhook.close();
    await recorder.close();
  });

  it('hears of an end only after its beginning, and of other alerts meanwhile', async () => {
    const recorder = await startRecorder((request) => ({
      status: request.body.includes('poison') ? 500 : 200,
    }));
    const { webhook, clock } = await setUp(recorder);
    const poison = aNotice({ rule: 'poison' });
    await webhook.notify([poison]);
    await webhook.step();
    await webhook.notify([resolved(poison, '2026-11-20T10:01:00.000Z'), aNotice()]);
    clock.forward(3_000);
    await webhook.step();
    recorder.answer(() => ({ status: 200 }));
    clock.forward(600_000);
    await webhook.step();

    const told = recorder.requests.map(({ body }) => /"type":"alert\.(\w+)".*"rule":"([^"]+)"/.exec(body));
    expect(told.map((match) => `${match?.[2]} ${match?.[1]}`)).toEqual([
      'poison firing',
      'availability.confirmed firing',
      'poison firing',
      'poison resolved',
    ]);
    await webhook.close();
    await recorder.close();
  });

  it('gets what it was owed from the next process, under the same id, and nothing twice', async () => {
    const recorder = await startRecorder(() => ({ status: 503 }));
    const first = await setUp(recorder);
    await first.webhook.notify([aNotice()]);
    await first.webhook.step();
    await first.webhook.close();
    recorder.answer(() => ({ status: 200 }));

    const next = await openWebhook(first.options, first.deps);
    await next.notify([aNotice()]);
    await next.step();
    await next.close();
    const third = await openWebhook(first.options, first.deps);
    await third.notify([aNotice()]);
    await third.step();
    await third.close();

    expect(types(recorder)).toEqual(['alert.firing', 'alert.firing']);
    expect(new Set(ids(recorder)).size).toBe(1);
    await recorder.close();
  });

  it('that is gone for more than three days is not told any more, which is logged and counted', async () => {
    const recorder = await startRecorder(() => ({ status: 500 }));
    const { webhook, clock, deps } = await setUp(recorder);
    await webhook.notify([aNotice()]);
    await webhook.step();
    clock.forward(3 * 86_400_000);
    await webhook.step();

    expect(webhook.waiting()).toBe(0);
    expect(deps.meter.counts.get('notifications_lost webhook expired')).toBe(1);
    await webhook.close();
    await recorder.close();
  });
});
