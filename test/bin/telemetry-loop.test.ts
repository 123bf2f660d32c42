import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { listenedTelemetry } from '../../bin/telemetry/open-telemetry.ts';

const release = { version: '0.0.0' } as Parameters<typeof listenedTelemetry>[0]['release'];

it('a delay of the event loop is told to everyone who reads, not to the first alone', async () => {
  const settings = { metrics: true };
  const { metricsText, close } = await listenedTelemetry({
    settings,
    served: true,
    release,
    vantage: 'test',
  });
  const longest = async (): Promise<number> =>
    Number(/^fediscope_event_loop_delay_max_seconds\S* (\S+)/m.exec((await metricsText?.()) ?? '')?.[1]);
  const blockedUntil = performance.now() + 300;
  // Its timer has to run before the delay, and once after it.
  await sleep(20);
  while (performance.now() < blockedUntil);
  await expect.poll(longest).toBeGreaterThan(0.15);

  expect(await longest()).toBeGreaterThan(0.15);
  await close();
});
