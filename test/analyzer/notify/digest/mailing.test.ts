import { createHmac } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dueDay } from '../../../../analyzer/defederation/week.ts';
import { openMailing } from '../../../../analyzer/notify/digest/mailing.ts';
import type { DigestSource } from '../../../../analyzer/notify/digest/source.ts';
import { temporaryDirectory } from '../../../store/temporary.ts';
import { receiverDeps, standingClock } from '../notices.ts';
import { type Recorder, startRecorder } from '../recorder.ts';

const key = Buffer.alloc(32, 7);
const schedule = { day: 'monday', time: '08:00', zone: 'Europe/Berlin' } as const;
const hourMs = 3_600_000;
const weekMs = 168 * hourMs;

/** On the Sunday before. `write`: what makes the digest of a day. */
async function setUp(recorder: Recorder, write: DigestSource['write'] = async (day) => `{"day":"${day}"}`) {
  const clock = standingClock('2026-11-22T07:00:00.000Z');
  const file = join(await temporaryDirectory(), 'x.digest.jsonl');
  const digest = {
    sender: 'https://monitor.example',
    due: (nowMs: number) => dueDay(schedule, nowMs),
    write,
  };
  const options = { url: `${recorder.url}/hook`, key, file, name: 'alerts.webhooks[0]', digest };
  const deps = receiverDeps({ clock });
  return {
    clock,
    deps,
    file,
    mailing: await openMailing(options, deps),
    again: () => openMailing(options, deps),
  };
}

const days = ({ requests }: Recorder) =>
  requests.map(({ body }) => (JSON.parse(body) as { day: string }).day);
const ids = ({ requests }: Recorder) => new Set(requests.map(({ headers }) => headers['webhook-id']));

describe('the weekly digest', () => {
  it('begins with the next week, and comes once a week, signed', async () => {
    const recorder = await startRecorder();
    const { mailing, clock } = await setUp(recorder);
    for (let hour = 0; hour < 16 * 24; hour += 1) {
      await mailing.step();
      clock.forward(hourMs);
    }

    expect(days(recorder)).toEqual(['2026-11-23', '2026-11-30', '2026-12-07']);
    expect(ids(recorder).size).toBe(3);
    const [{ headers, body } = expect.fail('nothing came')] = recorder.requests;
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    // Monday at eight by the clock in Berlin.
    expect(headers['webhook-timestamp']).toBe(String(Date.parse('2026-11-23T07:00:00Z') / 1_000));
    await mailing.close();
    await recorder.close();
  });

  it('is not sent twice by the next process, whether the first one closed or was killed', async () => {
    const recorder = await startRecorder();
    const { mailing, clock, again } = await setUp(recorder);
    await mailing.step();
    clock.forward(weekMs);
    await mailing.step();
    // Killed: it is not closed.
    const second = await again();
    await second.step();
    await second.close();
    const third = await again();
    await third.step();

    expect(days(recorder)).toEqual(['2026-11-23']);
    await Promise.all([mailing.close(), third.close()]);
    expect(days(recorder)).toEqual(['2026-11-23']);
    await recorder.close();
  });

  it('that a killed process had made is sent by the next one, with the same bytes and id', async () => {
    const recorder = await startRecorder(() => ({ status: 503 }));
    let made = 0;
    const { mailing, clock, again } = await setUp(recorder, async (day) => {
      made += 1;
      return JSON.stringify({ day, made });
    });
    await mailing.step();
    clock.forward(weekMs);
    await mailing.step();
    recorder.answer(() => ({ status: 200 }));
    const next = await again();
    expect(next.waiting()).toBe(1);
    await next.step();

    expect([recorder.requests.length, made, ids(recorder).size]).toEqual([2, 1, 1]);
    expect(recorder.requests[0]?.body).toBe(recorder.requests[1]?.body);
    expect(next.waiting()).toBe(0);
    await Promise.all([mailing.close(), next.close()]);
    await recorder.close();
  });

  it('is sent late by a monitor that was off when it was due, and then only the newest', async () => {
    const recorder = await startRecorder();
    const { mailing, clock, again } = await setUp(recorder);
    await mailing.close();
    clock.forward(3 * weekMs + 30 * hourMs);
    const next = await again();
    await next.step();
    await next.close();

    expect(days(recorder)).toEqual(['2026-12-14']);
    await recorder.close();
  });

  it('that cannot be made is tried again and not skipped, and the log says so', async () => {
    const recorder = await startRecorder();
    let isDown = true;
    const { mailing, clock, deps } = await setUp(recorder, async (day) => {
      if (isDown) throw new Error('the store is away');
      return JSON.stringify({ day });
    });
    await mailing.step();
    clock.forward(weekMs);
    await mailing.step();
    await mailing.step();
    expect(deps.log.lines.map(({ level }) => level)).toEqual(['error']);
    isDown = false;
    clock.forward(60_000);
    await mailing.step();

    expect(days(recorder)).toEqual(['2026-11-23']);
    await mailing.close();
    await recorder.close();
  });

  it('that was taken is not sent again where the disk cannot note it, and is noted when it can', async () => {
    // Where the next version of the file would be written.
    let inTheWay = '';
    const recorder = await startRecorder(() => {
      mkdirSync(inTheWay, { recursive: true });
      return { status: 200 };
    });
    const { mailing, clock, deps, file, again } = await setUp(recorder);
    inTheWay = `${file}.tmp`;
    await mailing.step();
    clock.forward(26 * hourMs);
    for (let minute = 0; minute < 3; minute += 1) {
      await mailing.step();
      clock.forward(60_000);
    }
    expect(days(recorder)).toEqual(['2026-11-23']);
    expect(deps.log.lines.map(({ level }) => level)).toEqual(['error', 'error', 'error']);
    rmSync(inTheWay, { recursive: true });
    await mailing.step();
    await mailing.close();
    const next = await again();
    await next.step();

    expect(days(recorder)).toEqual(['2026-11-23']);
    await next.close();
    await recorder.close();
  });

  it('that nobody takes for three days is given up, which is logged and counted', async () => {
    const recorder = await startRecorder(() => ({ status: 500 }));
    const { mailing, clock, deps } = await setUp(recorder);
    await mailing.step();
    clock.forward(26 * hourMs);
    await mailing.step();
    clock.forward(72 * hourMs);
    await mailing.step();

    expect(mailing.waiting()).toBe(0);
    expect(deps.meter.counts.get('notifications_lost webhook expired')).toBe(1);
    await mailing.close();
    await recorder.close();
  });

  it('goes on after a clock that was years ahead, and tells no week of before', async () => {
    const recorder = await startRecorder();
    const { mailing, clock, again } = await setUp(recorder);
    clock.set(520 * weekMs);
    await mailing.step();
    await mailing.close();
    clock.set(-520 * weekMs);
    const next = await again();
    await next.step();
    expect(days(recorder)).toEqual([]);
    clock.forward(weekMs);
    await next.step();

    expect(days(recorder)).toEqual(['2026-11-23']);
    await next.close();
    await recorder.close();
  });
});
