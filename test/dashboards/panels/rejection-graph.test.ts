import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Graph, graphOf } from '../../../dashboards/panels/graph.ts';
import { readPanel } from '../../../dashboards/panels/read.ts';
import { mostDrawn, rejectionGraph } from '../../../dashboards/panels/rejection-graph.ts';
import { customerStore } from '../../../dashboards/web/guard/customer/store.ts';
import { readRejectionGraph } from '../../../dashboards/web/reading/rejection-graph.ts';
import { anObservation, aServer, host } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { ago, now } from '../web/fleet.ts';
import { storeWith } from '../web/site.ts';

const peers = Array.from({ length: 30 }, (_, at) => `peer-${String(at).padStart(2, '0')}.example`);
const ours = Array.from({ length: 14 }, (_, at) => `ours-${String(at).padStart(2, '0')}.example`);
const [first = '', second = '', third = ''] = ours;
const day = 86_400;
let stored: Awaited<ReturnType<typeof storeWith>>;

/** Its NodeInfo states so many active users. */
function sized(name: string, usersActiveMonth: number) {
  const document = { ok: true, data: { software: { name: 'mastodon' }, usersActiveMonth } };
  return anObservation({ server: host(name), scheduledAt: ago(60), startedAt: ago(60), data: { document } });
}

beforeAll(async () => {
  stored = await storeWith({
    servers: [
      ...ours.map((name, at) => aServer(name, { role: 'hosted', customer: at < 2 ? 'Few' : 'Many' })),
      ...[...peers, 'island.example', 'fine.example'].map((name) => aServer(name)),
    ],
    observations: [
      sized('peer-29.example', 90_000),
      sized('peer-05.example', 50),
      anObservation({ server: host(second), consent: 'unproven' }),
    ],
    findings: [],
  });
  const island = against('island.example');
  /** The first rejects all of ours, the others one each; one of them only limits it. */
  const entries = (at: number) => {
    if (at === 0) return [island, ...ours.map((name) => against(name))];
    return [island, against(first, at === 5 ? 'limit' : 'reject')];
  };
  for (const seconds of [20 * day, 19 * day])
    await stored.store.recordPolicies(
      peers.map((name, at) => aList(name, 1, entries(at), { readAt: ago(seconds) })),
    );
  const readAt = ago(day);
  await stored.store.recordPolicies([
    aList(third, 1, [against(second)], { readAt }),
    aList('bought.lists.invalid', 1, [against(second)], { readAt, source: 'list', origin: 'bought' }),
  ]);
  await stored.store.tallyNetwork({ at: ago(5), isWanted: () => true });
});
afterAll(() => stored.close());

const window = { from: ago(day), to: new Date(now).toISOString() };
const drawn = async (asked = {}): Promise<Graph> =>
  graphOf(await readPanel(stored.store, rejectionGraph, { ...window, ...asked }));
const names = ({ aims }: Graph) => aims.map(({ name }) => name);

describe('the question who rejects whom', () => {
  it('has at most so many of each, the most rejected and the largest first, and counts them all', async () => {
    const graph = await drawn();

    expect(graph.inAll).toEqual({ sources: 31, aims: 15 });
    expect(new Set(graph.edges.map(({ who }) => who)).size).toBe(mostDrawn.who);
    // One of ours rejects another: it stands where lines lead to it.
    expect(graph.sources).toHaveLength(mostDrawn.who - 1);
    expect(graph.sources.slice(0, 2)).toEqual(['peer-29.example', 'peer-05.example']);
    expect(names(graph)).toHaveLength(mostDrawn.ours + 1);
    expect(names(graph)[0]).toBe(first);
    expect(graph.edges).toContainEqual({
      who: 'peer-05.example',
      whom: first,
      what: 'Limits',
      activeUsers: 50,
    });
    expect(graph.coverage).toBe('30 of 32 peers publish a list we may read');
  });

  it('names islands that are not ours, and says which of ours is one', async () => {
    const { aims, edges } = await drawn();

    expect(aims.find(({ name }) => name === 'island.example')?.is).toBe('peer, an island');
    expect(aims[0]).toEqual({ name: first, is: 'hosted server, an island' });
    expect(edges.filter(({ whom }) => whom === 'island.example')).toHaveLength(mostDrawn.who - 1);
    expect(names({ aims } as Graph)).not.toContain('fine.example');
  });

  it('says which of ours does not prove to be ours', async () => {
    const { aims } = await drawn();

    expect(aims.filter(({ is }) => is.includes('unproven'))).toEqual([
      { name: second, is: 'hosted server, unproven' },
    ]);
  });

  it('is about one server where one is asked about, without islands', async () => {
    const { aims, edges, inAll } = await drawn({ server: first });

    expect(aims.map(({ name }) => name)).toEqual([first]);
    expect(inAll).toEqual({ sources: 30, aims: 1 });
    expect(new Set(edges.map(({ what }) => what))).toEqual(new Set(['Rejects']));
    expect(edges[0]).toEqual({ who: 'peer-29.example', whom: first, what: 'Rejects', activeUsers: 90_000 });
  });

  it('leaves out imported lists: what somebody else wrote says nothing of what a server does', async () => {
    const { edges } = await drawn({ server: second });

    expect(edges.map(({ who }) => who).toSorted()).toEqual([third, 'peer-00.example']);
  });

  it('tells a customer of their own servers only, and nothing of what other customers do', async () => {
    const own = [host(first), host(second)];
    const others = ours.slice(2).map(host);
    const store = customerStore(stored.store, { customer: 'Few', own, others });
    const graph = graphOf((await readRejectionGraph(store, now)).rows);

    expect(names(graph).toSorted()).toEqual([first, second]);
    expect(graph.inAll).toEqual({ sources: 30, aims: 2 });
    expect(JSON.stringify(graph)).not.toMatch(/ours-0[2-9]|ours-1|island\.example/);
    expect((await readRejectionGraph(store, now, host(third))).rows).toEqual([]);
  });
});
