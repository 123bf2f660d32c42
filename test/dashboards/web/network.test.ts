import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkCsv } from '../../../dashboards/web/parts/network-csv.ts';
import { aServer, host } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { ago } from './fleet.ts';
import { own, storeWithRejections } from './rejections.ts';
import { depsOf, type Site, siteOf } from './site.ts';

const day = 86_400;

let stored: Awaited<ReturnType<typeof storeWithRejections>>;
let site: Site;
beforeAll(async () => {
  stored = await storeWithRejections();
  site = await siteOf(depsOf(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

describe('the network', () => {
  it('names islands, the most rejected and mutual rejections with their coverage', async () => {
    const network = JSON.parse((await site.ask('/defederation?format=json')).text);

    expect(network.islands).toEqual([
      { host: 'island.example', rejecting: 12, limiting: 0, island: true, share: 12 / 13 },
    ]);
    expect(network.mostRejected.map((one: { host: string }) => one.host)).toEqual([
      'island.example',
      own,
      'reads-03.example',
    ]);
    expect(network.mutual).toEqual([['island.example', 'reads-03.example']]);
    expect(network.coverage).toMatchObject({ known: 16, byState: { published: 13, hidden: 1 } });
    expect(network).toMatchObject({ publishing: 13, sized: 2, countedAt: ago(5) });
    expect(network.replayedUntil).toBe(ago(3 * day));
  });

  it('is a page with the same figures and a table as CSV', async () => {
    const { text } = await site.ask('/defederation');
    const csv = await site.ask('/defederation?format=csv');

    expect(text).toContain('13 of 16 peers publish a list we may read.');
    expect(text).toContain('92.3 %');
    expect(text).toContain('are counted for no server here');
    expect((await site.ask(`/servers/${own}/defederation`)).text).toContain(
      'About nobody, and so not in the table',
    );
    expect(text).toContain('or earlier is history that was replayed, not seen live');
    expect(csv.text).toContain('\r\nislands,1 in all\r\nisland,island.example,,12,0,13\r\n');
    expect(csv.text).toContain('mutual,island.example,reads-03.example');
    expect(csv.text).toContain('coverage,13 of 16 peers');
    const { graph, ...network } = JSON.parse((await site.ask('/defederation?format=json')).text);
    expect(networkCsv(network, graph, [host('neu.example')])).toMatch(/\r\nunproven,neu\.example\r\n$/);
    expect((await site.ask('/defederation?format=csv&table=2')).text).toMatch(
      /^By how many .* 13 of 16 peers publish a list we may read\.\r\nServer,.*\r\nisland\.example,12,0,92\.3 %\r$/m,
    );
  });

  it('is drawn, with a table that says the same, and the coverage beside it', async () => {
    const { graph } = JSON.parse((await site.ask('/defederation?format=json')).text);
    const { text } = await site.ask('/defederation');
    const csv = await site.ask('/defederation?format=csv');

    expect(graph.edges.slice(0, 2)).toEqual([
      { who: 'reads-00.example', whom: own, what: 'Rejects', activeUsers: 100 },
      { who: 'reads-02.example', whom: own, what: 'Limits' },
    ]);
    expect(graph.aims).toEqual([
      { name: own, is: 'hosted server' },
      { name: 'island.example', is: 'peer, an island' },
    ]);
    expect(/<section [^>]*id="rejection-graph"[\s\S]*?<\/section>/.exec(text)?.[0]).toMatch(
      /<svg [\s\S]*All 14 servers are drawn\. 13 of 16 peers publish a list we may read\.[\s\S]*<table /,
    );
    expect(csv.text).toContain('drawn,All 14 servers are drawn.\r\nrejects,reads-00.example,social.example');
    expect((await site.ask(`/servers/${own}/defederation`)).text).toContain('id="rejection-graph"');
    expect((await site.ask('/servers/stadt.example/defederation')).text).not.toContain('rejection-graph');
  });
});

describe('a network with more than a page shows', () => {
  const hostile = Array.from({ length: 11 }, (_, at) => `hostile-${String(at).padStart(2, '0')}.example`);
  const targets = Array.from({ length: 45 }, (_, at) => `target-${String(at).padStart(2, '0')}.example`);
  /** Each pair of the hostile, and the one that was there before. */
  const pairs = (11 * 10) / 2 + 1;
  /** Those, the three that were there before, and the targets of the first. */
  const rejected = hostile.length + 3 + targets.length;

  beforeAll(async () => {
    await stored.store.enrol([...hostile, ...targets].map((name) => aServer(name)));
    const lists = hostile.map((name, place) => {
      const others = hostile.filter((other) => other !== name);
      const entries = [...others, ...(place === 0 ? targets : [])].map((each) => against(each));
      return aList(name, 1, entries, { readAt: ago(day) });
    });
    await stored.store.recordPolicies(lists);
    await stored.store.tallyNetwork({ at: ago(4), isWanted: () => true });
  });

  it('has all of it in JSON and CSV, with how much there is', async () => {
    const network = JSON.parse((await site.ask('/defederation?format=json')).text);
    const csv = (await site.ask('/defederation?format=csv')).text.split('\r\n');
    const rows = (kind: string) => csv.filter((row) => row.startsWith(`${kind},`));

    expect(network.totals).toEqual({ rejected, mutual: pairs });
    expect([network.mostRejected.length, network.mutual.length]).toEqual([rejected, pairs]);
    expect([rows('rejected').length, rows('mutual').length]).toEqual([rejected, pairs]);
    expect(rows('most rejected')).toEqual([`most rejected,${rejected} in all`]);
    expect(rows('mutual rejections')).toEqual([`mutual rejections,${pairs} in all`]);
    expect(rows('waves')).toEqual(['waves,0 in all']);
  });

  it('shows the first of it, and says of how many', async () => {
    const { text } = await site.ask('/defederation');

    expect(text).toContain(`The first 50 of ${rejected}; more are in JSON and CSV. By how many of the`);
    expect(text).toContain(`The first 50 of ${pairs}; more are in JSON and CSV. Pairs, by name.`);
  });

  it('lists the first of our servers, says of how many, and how to find the others', async () => {
    const before = await stored.store.serverCount('hosted');
    const few = await site.ask('/defederation');
    expect(few.text).not.toContain('hosted servers are listed');

    const more = Array.from({ length: 500 }, (_, at) => aServer(`z${at}.example`, { role: 'hosted' }));
    await stored.store.enrol(more);
    const { text } = await site.ask('/defederation');

    expect(text).toContain(`The first 500 of ${before + 500} hosted servers are listed, by name.`);
    expect(text.match(/<li><a class="host" href="[^"]+\/defederation"/g)).toHaveLength(500);
  });
});
