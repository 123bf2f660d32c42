import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, type TestContext } from 'vitest';
import { outageHost } from '../../bin/demo/outage.ts';
import { type DemoRequest, runDemo } from '../../bin/demo/run.ts';
import type { Now } from '../../dashboards/web/reading/now.ts';
import { startAlertmanager, type Told } from '../analyzer/notify/alertmanager/real.ts';
import { keptSession } from './in-process.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A session that keeps what is said, and ends when told. */
function aSession() {
  const stop = new AbortController();
  const said: string[] = [];
  const { session } = keptSession({ stop: stop.signal, heard: (text) => void said.push(text) });
  return { session, said, end: () => stop.abort() };
}

/** Plays the demo until a real Alertmanager has heard of its outage, with what to do, and of its end. */
export async function expectOutageTold(
  context: TestContext,
  more: Pick<DemoRequest, 'small' | 'everyMs'> = {},
): Promise<void> {
  const alertmanager = await startAlertmanager(context);
  const { session, said, end } = aSession();
  context.onTestFinished(end);
  const watch = async (holds: (alerts: readonly Told[]) => boolean) => {
    while (!holds(await alertmanager.active()))
      await pause(250, undefined, { signal: AbortSignal.any([session.stop, context.signal]) });
  };
  const isOutage = ({ labels }: Told) =>
    labels['alertname'] === 'availability.confirmed' && labels['server'] === outageHost;
  let outage: Told | undefined;
  let page: Response | undefined;
  let now: Now | undefined;
  const demo = runDemo(
    {
      ...more,
      port: await freePort(),
      logLevel: 'error',
      alertmanager: alertmanager.url,
      outage: {
        begins: () => watch((alerts) => alerts.some(({ labels }) => labels['alertname'] === 'monitor.alive')),
        ends: async () => {
          await watch((alerts) => alerts.some(isOutage));
          outage = (await alertmanager.active()).find(isOutage);
          const link = outage?.annotations['link'] ?? '';
          page = await fetch(link);
          // as: the page of the same site, in its own form
          now = (await (await fetch(new URL('/?format=json', link))).json()) as Now;
        },
      },
    },
    session,
  );
  const resolved = alertmanager.receiver.until((requests) =>
    requests.some(({ body }) => {
      const { status, alerts } = JSON.parse(body) as { status: string; alerts: readonly Told[] };
      return status === 'resolved' && alerts.some(isOutage);
    }),
  );
  await Promise.race([resolved, demo]);
  const left = await alertmanager.active();
  end();
  await demo;

  expect(outage?.annotations).toMatchObject({
    first_action: expect.stringContaining('Open the server from another network.'),
    incident_text: expect.stringContaining(`availability.confirmed at ${outageHost}`),
    because: expect.stringContaining('It did not answer at 1 of 1 fresh vantages'),
  });
  expect(page?.status).toBe(200);
  expect(await page?.text()).toContain(outageHost);
  expect(now?.hosted.length).toBeGreaterThan(2);
  for (const { budget } of now?.hosted ?? []) expect(budget?.allowedMs).toBeGreaterThan(0);
  expect(left.filter(isOutage)).toEqual([]);
  expect(said.join('')).toContain(`${outageHost} is back.`);
  expect(said.join('')).toContain('fediscope -- check secure.fedi.test --connect-to ');
}
