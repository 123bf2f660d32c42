import { afterAll, beforeAll, expect, it } from 'vitest';
import { clockOf, deliveryClocks } from '../../../analyzer/delivery/clock.ts';
import { failure } from '../../../model/failure.ts';
import { ago, now } from '../../dashboards/web/fleet.ts';
import { storeWith } from '../../dashboards/web/site.ts';
import { anObservation, aServer, host } from '../../store/examples.ts';

const hosts = ['down.example', 'back.example', 'unseen.example'].map(host);
let stored: Awaited<ReturnType<typeof storeWith>>;

function looked(name: string, seconds: number, isUp: boolean) {
  const at = { scheduledAt: ago(seconds), startedAt: ago(seconds) };
  const made = anObservation({ server: host(name), probe: 'tls', ...at, data: { sessions: [] } });
  if (isUp) return made;
  const { data: _, ...rest } = made;
  return { ...rest, outcome: 'failed', failure: failure('connect-refused') } as const;
}

beforeAll(async () => {
  stored = await storeWith({
    servers: hosts.map((name) => aServer(name, { role: 'hosted' })),
    observations: [
      looked('down.example', 7_200, true),
      looked('down.example', 3_600, false),
      looked('down.example', 300, false),
      looked('back.example', 3_600, false),
      looked('back.example', 300, true),
      looked('unseen.example', 86_400, false),
    ],
    findings: [],
  });
});
afterAll(() => stored.close());

it('runs from the first failure after the last answer, where the server was seen down lately', async () => {
  const clocks = await deliveryClocks(stored.store, hosts, now);

  expect([...clocks.keys()]).toEqual(['down.example']);
  // 22:00 on the 21st: six midnights later is the 27th, 121 hours after 23:00.
  expect(clocks.get(host('down.example'))).toEqual({
    server: 'down.example',
    downSince: ago(3_600),
    deadline: '2026-11-27T00:00:00.000Z',
    hoursLeft: 121,
    unconfirmed: true,
  });
});

it('stands at zero once the moment has passed', () => {
  const run = { server: host('down.example'), began: '2026-11-01T10:00:00.000Z', last: ago(60), vantages: 2 };

  expect(clockOf(run, now)).toMatchObject({ hoursLeft: 0, unconfirmed: false });
});
