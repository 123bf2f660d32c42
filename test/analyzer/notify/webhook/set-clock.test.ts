import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWebhook } from '../../../../analyzer/notify/webhook/webhook.ts';
import { temporaryDirectory } from '../../../store/temporary.ts';
import { aNotice, receiverDeps, standingClock } from '../notices.ts';
import { startRecorder } from '../recorder.ts';

const dayMs = 86_400_000;

/** A webhook whose receiver refuses the first request for now. */
async function inTrouble() {
  const recorder = await startRecorder((_, count) => ({ status: count === 1 ? 503 : 200 }));
  const clock = standingClock('2026-11-20T10:00:00.000Z');
  const deps = receiverDeps({ clock });
  const file = join(await temporaryDirectory(), 'outbox.jsonl');
  const options = { url: recorder.url, file, name: 'alerts.webhooks[0]' };
  const webhook = await openWebhook(options, deps);
  await webhook.notify([aNotice()]);
  await webhook.step();
  return { recorder, clock, deps, options, webhook };
}

it.each([-dayMs, 4 * dayMs])(
  'a webhook keeps its pauses and its events when the clock is set by %i ms',
  async (byMs) => {
    const { recorder, clock, webhook } = await inTrouble();
    clock.set(byMs);
    await webhook.step();
    const atOnce = recorder.requests.length;
    clock.forward(60_000);
    await webhook.step();

    expect([atOnce, recorder.requests.length, webhook.waiting()]).toEqual([1, 2, 0]);
    await webhook.close();
    await recorder.close();
  },
);

it('what waited while nobody ran is tried once before it is given up for its age', async () => {
  const { recorder, clock, deps, options, webhook } = await inTrouble();
  recorder.answer(() => ({ status: 503 }));
  await webhook.close();
  clock.set(4 * dayMs);
  const next = await openWebhook(options, deps);
  const before = recorder.requests.length;
  await next.step();
  const tried = recorder.requests.length - before;
  await next.step();

  expect([tried, next.waiting()]).toEqual([1, 0]);
  expect(deps.meter.counts.get('notifications_lost webhook expired')).toBe(1);
  await next.close();
  await recorder.close();
});
