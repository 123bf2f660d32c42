import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anObservation, aServer, host } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { ago, fleet, now } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

const own = 'social.example';
const path = `/servers/${own}/defederation`;
const day = 86_400;

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;

const peers = Array.from({ length: 12 }, (_, at) => `reads-${String(at).padStart(2, '0')}.example`);

/** A peer of a size; its active users are what its NodeInfo says. */
function sized(name: string, usersActiveMonth: number) {
  const document = { ok: true, data: { software: { name: 'mastodon' }, usersActiveMonth } };
  const at = ago(60);
  return anObservation({ server: host(name), scheduledAt: at, startedAt: at, data: { document } });
}

/** The visit that read the list of the first. */
const reading = anObservation({
  server: host('reads-00.example'),
  probe: 'policies',
  scheduledAt: ago(60),
  startedAt: ago(60),
});

beforeAll(async () => {
  const { servers, observations, findings } = fleet();
  stored = await storeWith({
    servers: [...servers, ...[...peers, 'island.example'].map((name) => aServer(name))],
    observations: [
      ...observations,
      sized('reads-00.example', 100),
      sized('reads-01.example', 10_000),
      reading,
    ],
    findings,
  });
  const readAt = (seconds: number) => ({ readAt: ago(seconds) });
  const island = against('island.example');
  await stored.store.recordPolicies([
    ...peers.map((name) => aList(name, 1, [island], readAt(20 * day))),
    aList('island.example', 1, [against('reads-03.example')], readAt(20 * day)),
    aList('peer-three.example', 1, [], { ...readAt(day), state: 'hidden', digest: '' }),
  ]);
  await stored.store.recordPolicies(peers.map((name) => aList(name, 1, [island], readAt(19 * day))));
  await stored.store.recordPolicies([
    aList('reads-00.example', 1, [island, against(own, 'reject', { reason: '=HYPERLINK("x") <script>' })], {
      ...readAt(3 * day),
      replayed: true,
    }),
    aList('reads-02.example', 1, [island, against(own, 'limit')], readAt(2 * day)),
  ]);
  await stored.store.tallyNetwork({ at: ago(5), isWanted: () => true });
  site = await siteOf(depsOf(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

describe('who rejects or limits a hosted server', () => {
  it('stands there with size, date, reason and source, and never without the coverage', async () => {
    const { status, text } = await site.ask(path);

    expect(status).toBe(200);
    expect(text).toContain('13 of 16 peers publish a list we may read.');
    expect(text).toContain('Rejects (suspend)');
    expect(text).toContain(
      'published by the server itself (mastodon); confidence: medium (named in full, read once so far)',
    );
    expect(text).toContain('=HYPERLINK(&quot;x&quot;) &lt;script&gt;');
    expect(text).toContain('href="https://reads-00.example/about"');
    expect(text).toContain(`href="/observations/${encodeURIComponent(reading.id)}"`);
    expect(text).not.toContain('<script>');
  });

  it('is marked where its date is of replayed history, as page, JSON and CSV, and not where it was read live', async () => {
    const rows = (await site.ask(path)).text.split('<tr ').filter((row) => row.includes('Replayed'));
    const read = JSON.parse((await site.ask(`${path}?format=json`)).text);
    const csv = (await site.ask(`${path}?format=csv`)).text.split('\r\n');

    expect(rows.map((row) => row.includes('reads-00'))).toEqual([true, true]);
    expect(read.rejections).toMatchObject([{ policy: { replayed: true } }, { policy: { replayed: false } }]);
    expect(read.changes).toMatchObject([{ replayed: true }, { replayed: false }]);
    const told = csv.filter((line) => /^(rejection|change),/.test(line));
    expect(told.map((line) => line.split(',').at(-1))).toEqual(['yes', 'no', 'yes', 'no']);
  });

  it('comes with a draft in three languages that says what was read', async () => {
    const { text } = await site.ask(path);

    expect(text).toContain('von reads-00.example blockiert');
    expect(text).toContain('il est bloqué par reads-00.example');
    expect(text).toContain('reads-02.example has limited it since');
  });

  it('is the same as JSON, with the reach week by week', async () => {
    const read = JSON.parse((await site.ask(`${path}?format=json`)).text);

    expect(read.rejections.map((one: { policy: { observer: string } }) => one.policy.observer)).toEqual([
      'reads-00.example',
      'reads-02.example',
    ]);
    expect(read.changes).toHaveLength(2);
    expect(read.reach.at(0)).toEqual({ at: ago(49 * day), peers: 0, accepting: 0 });
    const { bySize, ...last } = read.reach.at(-1);
    expect(last).toEqual({ at: new Date(now).toISOString(), peers: 13, accepting: 12 });
    expect(bySize).toBeCloseTo(4 / 6);
  });

  it('has the reach as a picture beside its table, by servers and by size', async () => {
    expect((await site.ask(path)).text).toMatch(
      /aria-label="Reach over time[^>]*><svg [\s\S]*1\. Servers that accept it[\s\S]*2\. By active users/,
    );
  });

  it('is a CSV table in which no cell is a formula', async () => {
    const { text, headers } = await site.ask(`${path}?format=csv`);

    expect(headers['content-type']).toContain('text/csv');
    expect(text).toContain(`"'=HYPERLINK(""x"") <script>"`);
    expect(text).toContain('13 of 16 peers publish a list we may read');
  });

  it('is the CSV table of the report, in the language that is asked for, without the review log', async () => {
    const { text } = await site.ask(`${path}?format=csv&language=de`);

    expect(text).toContain('13 von 16');
    expect(text).not.toContain('13 of 16');
    expect(text.split('\r\n')[0]).toBe(
      'kind,server,peer,what,reason,source,from,to,size,rebuttal,confidence,contact,replayed',
    );
    expect(text).not.toContain('review-log');
    expect((await site.ask(`${path}?format=csv&language=xx`)).text).toContain('13 of 16');
  });

  it('is told of no peer, of nobody unknown and of no name that is none', async () => {
    for (const name of ['reads-00.example', 'nobody.example', '%3Cx%3E'])
      expect((await site.ask(`/servers/${name}/defederation`)).status).toBe(404);
  });
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
    expect(text).toContain('or earlier is history that was replayed, not seen live');
    expect(csv.text).toContain('\r\nislands,1 in all\r\nisland,island.example,,12,0,13\r\n');
    expect(csv.text).toContain('mutual,island.example,reads-03.example');
    expect(csv.text).toContain('coverage,13 of 16 peers');
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
    expect((await site.ask(path)).text).toContain('id="rejection-graph"');
    expect((await site.ask('/servers/stadt.example/defederation')).text).not.toContain('rejection-graph');
  });
});

describe('a week', () => {
  /** `now` is a Saturday; the changes were on the Wednesday and the Thursday before. */
  const [last, next] = ['2026-11-16', '2026-11-23'];

  it('that is over has its page; the newest is shown first', async () => {
    const { status, text } = await site.ask(`/defederation/weeks/${last}`);

    expect(status).toBe(200);
    expect((await site.ask('/defederation/weeks')).text).toContain(
      '<h1>Defederation from 9 November 2026 to 15 November 2026</h1>',
    );
    expect(text).toContain('Defederation from 9 November 2026 to 15 November 2026');
    expect(text).toContain('peers publish a list we may read.');
    expect(text).not.toContain('The week after');
  });

  it('leads back only as far as a server of ours was watched', async () => {
    const leadsBack = async (day: string) =>
      (await site.ask(`/defederation/weeks/${day}`)).text.includes('The week before');

    expect([await leadsBack(last), await leadsBack('2025-01-06')]).toEqual([true, false]);
  });

  it('that goes on, or is none, has no page', async () => {
    for (const day of [next, '2026-11-31', '0050-01-05', '9999-12-31', 'x', '%3Cx%3E'])
      expect((await site.ask(`/defederation/weeks/${day}`)).status).toBe(404);
  });

  it('tells of each server what changed, how we know and how sure we are', async () => {
    const later = () => now + 3 * day * 1_000;
    const monday = await siteOf(depsOf(stored.store, { clock: { now: later, elapsed: () => 0 } }));
    const { text } = await monday.ask(`/defederation/weeks/${next}`);
    const week = JSON.parse((await monday.ask(`/defederation/weeks/${next}?format=json`)).text);
    const csv = (await monday.ask(`/defederation/weeks/${next}?format=csv&table=1`)).text;
    await monday.close();

    expect(csv).toMatch(
      /^"Changes about social\.example .*\r\nPeer,Server,.*\r\nreads-00\.example,social\.example,/,
    );
    expect(text).toContain('At the end of the week 1 peers reject it and 1 limit it');
    expect(text).toContain('medium (named in full, read once so far)');
    expect(text).toContain('=HYPERLINK(&quot;x&quot;) &lt;script&gt;');
    expect(week.servers).toMatchObject([
      {
        server: own,
        changes: [
          { observer: 'reads-00.example', confidence: { level: 'medium', doubts: ['once'] } },
          { observer: 'reads-02.example', confidence: { level: 'medium', doubts: ['once'] } },
        ],
        before: { accepting: 13 },
        after: { accepting: 12 },
      },
    ]);
  });

  it('of before anything was watched says so, and not that no list changed', async () => {
    const { text } = await site.ask('/defederation/weeks/2020-01-06');

    expect(text).toContain('No server of ours was watched in this week');
    expect(text).not.toContain('No list that we may read changed');
  });
});
