import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure } from '../../model/failure.ts';
import { encodeBatch } from '../../store/spool/segment.ts';
import type { Store } from '../../store/store.ts';
import { openReadThrough, ways } from '../dashboards/web/clickhouse/read-through.ts';
import { ago } from '../dashboards/web/fleet.ts';
import { anObservation, aServer, host } from './examples.ts';
import { storeDirectory } from './furnished.ts';
import { against, aList } from './policies/lists.ts';

const [one, two] = [host('one.example'), host('two.example')];
const day = 86_400;
let opened: Awaited<ReturnType<typeof openReadThrough>>;

beforeAll(async () => {
  const { data: _, ...silent } = anObservation({
    server: host('silent.example'),
    probe: 'tls',
    outcome: 'failed',
    failure: failure('connect-refused'),
    scheduledAt: ago(60),
    startedAt: ago(60),
  });
  const peers = ['rejects', 'mutual', 'limits', 'accepts', 'hides', 'silent', 'blocked'];
  opened = await openReadThrough({ path: await storeDirectory() });
  const store = opened.direct;
  await store.enrol([
    ...[one, two].map((name) => aServer(name, { role: 'hosted' })),
    ...peers.map((name) => aServer(`${name}.example`)),
  ]);
  const parts = encodeBatch({ observations: [silent], evidence: [] }).parts.filter(({ rows }) => rows > 0);
  await store.insertSegment({ id: 'the silent one', parts });
  const readAt = { readAt: ago(2 * day) };
  await store.recordPolicies([
    aList('rejects.example', 1, [against('one.example'), against('two.example', 'limit')], readAt),
    aList('mutual.example', 1, [against('one.example')], readAt),
    aList('limits.example', 1, [against('two.example', 'limit')], readAt),
    aList('accepts.example', 1, [against('stranger.example')], readAt),
    aList('blocked.example', 1, [], readAt),
    aList('hides.example', 1, [], { ...readAt, state: 'hidden', digest: '' }),
    aList('one.example', 1, [against('mutual.example'), against('blocked.example')], readAt),
  ]);
});
afterAll(() => opened.close());

describe.each(ways)('read %s', (_, way) => {
  let store: Store;
  beforeAll(() => {
    store = opened[way];
  });

  it('tells the worst peers first, each with what is between it and hosted servers', async () => {
    const { total, peers } = await store.relations({}, { limit: 50, offset: 0 });

    expect(total).toBe(7);
    expect(peers).toEqual([
      { peer: 'mutual.example', otherwise: 'accepts', cells: [[one, 'both']] },
      {
        peer: 'rejects.example',
        otherwise: 'accepts',
        cells: [
          [one, 'rejects'],
          [two, 'limits'],
        ],
      },
      { peer: 'blocked.example', otherwise: 'accepts', cells: [[one, 'rejected']] },
      { peer: 'limits.example', otherwise: 'accepts', cells: [[two, 'limits']] },
      { peer: 'silent.example', otherwise: 'silent', cells: [] },
      { peer: 'hides.example', otherwise: 'untold', cells: [] },
      { peer: 'accepts.example', otherwise: 'accepts', cells: [] },
    ]);
  });

  it.each([
    ['rejects', ['rejects.example']],
    ['limits', ['rejects.example', 'limits.example']],
    ['silent', ['silent.example']],
    ['untold', ['hides.example']],
    ['limited', []],
  ] as const)('finds the peers that are %s', async (state, expected) => {
    const { peers } = await store.relations({ state }, { limit: 50, offset: 0 });

    expect(peers.map(({ peer }) => peer)).toEqual(expected);
  });

  it('tells of one hosted server alone, of one peer alone, and in cuts that know the whole', async () => {
    const ofTwo = await store.relations({ server: two, state: 'rejects' }, { limit: 50, offset: 0 });
    const ofPeer = await store.relations({ peer: host('mutual.example') }, { limit: 50, offset: 0 });
    const cut = await store.relations({}, { limit: 2, offset: 2 });

    expect(ofTwo.peers).toEqual([]);
    expect(ofPeer.peers.map(({ peer }) => peer)).toEqual(['mutual.example']);
    expect(cut.total).toBe(7);
    expect(cut.peers.map(({ peer }) => peer)).toEqual(['blocked.example', 'limits.example']);
  });
});

it('was answered by the endpoint', () => {
  expect(opened.answered()).toBeGreaterThan(5);
});

it('what a list that is cut off does not come to any more is not told, and what it comes to is', async () => {
  const store = opened.direct;
  const peer = host('cut.example');
  const cutOff = { state: 'partial', truncated: true } as const;
  const read = async (days: number, names: readonly string[], how: object = cutOff) => {
    const entries = names.map((name) => against(name));
    await store.recordPolicies([aList(peer, 1, entries, { readAt: ago(days * day), ...how })]);
    return (await store.relations({ peer }, { limit: 1, offset: 0 })).peers[0]?.cells;
  };
  await store.enrol([aServer(peer)]);

  expect(await read(9, [one, two])).toEqual([
    [one, 'rejects'],
    [two, 'rejects'],
  ]);
  expect(await read(8, [two])).toEqual([
    [one, 'untold'],
    [two, 'rejects'],
  ]);
  expect(await read(7, [one, two])).toHaveLength(2);
  expect(await read(6, [two], {})).toEqual([[two, 'rejects']]);
});

it('what a hosted server with an allow-list does not name any more is not told of it either', async () => {
  const store = opened.direct;
  const peer = host('walled-off.example');
  const own = async () => (await store.relations({ peer, server: two }, { limit: 1, offset: 0 })).peers[0];
  await store.enrol([aServer(peer)]);
  await store.recordPolicies([
    aList(peer, 1, [], { readAt: ago(9 * day) }),
    aList(two, 1, [against(peer)], { readAt: ago(9 * day) }),
  ]);
  expect((await own())?.cells).toEqual([[two, 'rejected']]);

  await store.recordPolicies([aList(two, 1, [], { readAt: ago(8 * day), mode: 'allow-list' })]);
  expect((await own())?.cells).toEqual([[two, 'untold']]);
});
