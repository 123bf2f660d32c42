import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeBatch } from '../../store/spool/segment.ts';
import type { Store } from '../../store/store.ts';
import { openReadThrough, ways } from '../dashboards/web/clickhouse/read-through.ts';
import { aFinding, aMissed, anObservation, aServer, host } from './examples.ts';
import { storeDirectory } from './furnished.ts';

const own = host('own.example');
const peer = host('peer.example');
const gone = host('gone.example');
const doubted = host('doubted.example');
const first = '2026-11-20T10:00:00.000Z';
const later = '2026-11-20T11:00:00.000Z';
const last = '2026-11-20T12:00:00.000Z';
const whole = { limit: 10, offset: 0 };

let opened: Awaited<ReturnType<typeof openReadThrough>>;

beforeAll(async () => {
  opened = await openReadThrough({ path: await storeDirectory() });
  const store = opened.direct;
  await store.enrol([aServer('gone.example', { role: 'hosted' })]);
  await store.retire([]);
  await store.enrol([
    aServer('own.example', { role: 'hosted', customer: 'A', expect: { software: 'mastodon' } }),
    aServer('new.example', { role: 'hosted' }),
    aServer('doubted.example', { role: 'hosted' }),
    aServer('peer.example'),
    aServer('second.example'),
  ]);
  const observations = [
    anObservation({ server: own, consent: 'unproven', scheduledAt: first, startedAt: first }),
    anObservation({ server: own, consent: 'hosted', scheduledAt: later, startedAt: later }),
    aMissed(last, { server: own, consent: 'unproven' }),
    anObservation({ server: doubted, consent: 'hosted', scheduledAt: first, startedAt: first }),
    anObservation({ server: doubted, consent: 'unproven', scheduledAt: later, startedAt: later }),
    anObservation({ server: gone, consent: 'unproven', scheduledAt: later, startedAt: later }),
    anObservation({ server: peer, scheduledAt: last, startedAt: last, replayed: true }),
  ];
  const parts = encodeBatch({ observations, evidence: [] }).parts.filter(({ rows }) => rows > 0);
  await store.insertSegment({ id: 'all of them', parts });
  await store.recordFindings([
    aFinding({ server: own, outcome: 'passed', observedAt: first, since: first }),
    aFinding({ server: own, outcome: 'failed', observedAt: later, since: later }),
    aFinding({ server: own, outcome: 'failed', observedAt: last, since: later }),
    aFinding({ server: own, rule: 'dns.resolves', severity: 'warning', observedAt: first, since: first }),
    aFinding({ server: peer, severity: 'critical', observedAt: first, since: first }),
    aFinding({ server: gone, severity: 'critical', observedAt: first, since: first }),
    aFinding({
      server: peer,
      rule: 'licence.offer-present',
      audience: 'legal',
      outcome: 'cannot-tell',
      observedAt: first,
      since: first,
    }),
  ]);
});
afterAll(() => opened.close());

describe.each(ways)('read %s', (_, way) => {
  let store: Store;
  beforeAll(() => {
    store = opened[way];
  });

  describe('servers', () => {
    it('counts them by role', async () => {
      expect([await store.serverCount('hosted'), await store.serverCount('peer')]).toEqual([3, 2]);
    });

    it('gives the same standing as the whole list does, in cuts, by host', async () => {
      const all = await store.servers();

      expect(await store.serversOf({}, whole)).toEqual(all);
      expect(await store.serversOf({}, { limit: 2, offset: 1 })).toEqual(all.slice(1, 3));
      expect(await store.serversOf({ role: 'peer' }, whole)).toEqual(
        all.filter(({ role }) => role === 'peer'),
      );
      expect(await store.serversOf({ hosts: [own, gone] }, whole)).toEqual([
        all.find((server) => server.host === own),
      ]);
    });

    it('takes consent from the newest observation that was made', async () => {
      const [server] = await store.serversOf({ hosts: [own] }, whole);

      expect(server).toMatchObject({ consent: 'hosted', customer: 'A', expect: { software: 'mastodon' } });
    });

    it('knows the hosted ones that did not prove to be ours when they were looked at last', async () => {
      expect(await store.unproven()).toEqual(['doubted.example']);
    });
  });

  describe('findings', () => {
    it('counts the current ones of enrolled servers', async () => {
      expect(await store.findingCounts()).toEqual([
        { role: 'hosted', audience: 'sre', outcome: 'failed', count: 2 },
        { role: 'peer', audience: 'legal', outcome: 'cannot-tell', count: 1 },
        { role: 'peer', audience: 'sre', outcome: 'failed', count: 1 },
      ]);
      expect(await store.findingCounts('dns.resolves')).toEqual([
        { role: 'hosted', audience: 'sre', outcome: 'failed', count: 1 },
      ]);
    });

    it('lists hosted servers first, then the loudest', async () => {
      const filter = { audience: 'sre', outcome: 'failed' } as const;
      const listed = async (cut: { limit: number; offset: number }) =>
        (await store.findingList(filter, cut)).map(({ server, rule }) => `${server} ${rule}`);

      const order = ['own.example actor.vary', 'own.example dns.resolves', 'peer.example actor.vary'];
      expect(await listed(whole)).toEqual(order);
      expect(await listed({ limit: 1, offset: 1 })).toEqual(order.slice(1, 2));
      expect(await store.findingList({ ...filter, rule: 'dns.resolves' }, whole)).toHaveLength(1);
    });

    it('gives all current ones of some servers', async () => {
      expect(await store.findingsOf([own])).toEqual(await store.currentFindings({ server: own }));
      expect(await store.findingsOf([own, peer])).toHaveLength(4);
      expect(await store.findingsOf([])).toEqual([]);
      const told = (await store.findingsOf([own, peer])).map(({ evidence: _, ...same }) => same);
      expect(await store.earlierFindings([own, peer])).toEqual(told);
    });

    it('tells each change of a server once, newest first', async () => {
      const changes = await store.changesAt(own, 10);

      expect(changes.map(({ rule, outcome, since }) => [rule, outcome, since])).toEqual([
        ['actor.vary', 'failed', later],
        ['actor.vary', 'passed', first],
        ['dns.resolves', 'failed', first],
      ]);
      expect(await store.changesAt(own, 1)).toHaveLength(1);
    });
  });

  describe('replayed history', () => {
    it('ends with the newest replayed observation of a server', async () => {
      expect([...(await store.replayedUntil([own, peer]))]).toEqual([[peer, last]]);
    });
  });

  describe('the newest observation', () => {
    it('is the newest live one that was made', async () => {
      expect(await store.newestObservation()).toBe(later);
    });
  });
});

it('was answered by the endpoint', () => {
  expect(opened.answered()).toBeGreaterThan(5);
});

describe('the consent of a server of which two questions were due together', () => {
  const [soon, late, latest] = [1, 2, 3].map((second) => `2026-11-20T11:00:0${second}.000Z`) as [
    string,
    string,
    string,
  ];
  /** When the proof was seen, and when it was not; each written in both orders. */
  const cases = [
    { name: 'proven-late', seen: late, unseen: soon, consent: 'hosted' },
    { name: 'lost-late', seen: soon, unseen: late, consent: 'unproven' },
    { name: 'at-once', seen: soon, unseen: soon, consent: 'unproven' },
  ] as const;
  const hostOf = (name: string, order: string) => host(`${name}.${order}.example`);
  const orders = ['first', 'second'] as const;

  beforeAll(async () => {
    const store = opened.direct;
    const names = cases.flatMap(({ name }) => orders.map((order) => hostOf(name, order)));
    await store.enrol(names.map((name) => aServer(name, { role: 'hosted' })));
    for (const order of orders) {
      const rows = cases.map(({ name, seen, unseen }) => {
        const due = { server: hostOf(name, order), scheduledAt: later };
        return [
          anObservation({ ...due, probe: 'tls', consent: 'hosted', startedAt: seen }),
          // Asked with the manners of before, and after the others by the clock.
          anObservation({ ...due, probe: 'ownership', consent: 'unproven', startedAt: latest }),
          anObservation({ ...due, probe: 'actor', consent: 'unproven', startedAt: unseen }),
        ];
      });
      for (const place of order === 'first' ? [0, 1, 2] : [2, 1, 0]) {
        const observations = rows.flatMap((row) => row[place] ?? []);
        const parts = encodeBatch({ observations, evidence: [] }).parts.filter(({ rows: some }) => some > 0);
        await store.insertSegment({ id: `${order} ${place}`, parts });
      }
    }
  });

  it.each(cases)(
    'does not depend on the order in which they were written: $name',
    async ({ name, consent }) => {
      const hosts = orders.map((order) => hostOf(name, order));

      const read = await opened.direct.serversOf({ hosts }, whole);
      expect(read.map((server) => server.consent)).toEqual([consent, consent]);
      expect(await opened.direct.servers(hosts)).toEqual(read);
      const unproven = await opened.direct.unproven();
      expect(unproven.filter((one) => hosts.includes(one))).toEqual(consent === 'unproven' ? hosts : []);
    },
  );
});

it('takes the consent of the vantage that was written last where two saw one slot, merged or not', async () => {
  const store = opened.direct;
  const server = host('twice-seen.example');
  await store.enrol([aServer(server, { role: 'hosted' })]);
  const due = { server, scheduledAt: later };
  const seen = [
    anObservation({ ...due, vantage: 'far', consent: 'hosted', startedAt: '2026-11-20T11:00:09.000Z' }),
    anObservation({ ...due, consent: 'unproven', startedAt: '2026-11-20T11:00:01.000Z' }),
  ];
  for (const [place, observation] of seen.entries()) {
    const { parts } = encodeBatch({ observations: [observation], evidence: [] });
    await store.insertSegment({ id: `twice ${place}`, parts: parts.filter(({ rows }) => rows > 0) });
  }

  const [written] = await store.servers([server]);
  expect(written).toMatchObject({ consent: 'unproven' });
  expect(await store.serversOf({ hosts: [server] }, whole)).toEqual([written]);
  expect(await store.unproven()).toContain(server);
});
