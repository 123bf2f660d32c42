import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure } from '../../../model/failure.ts';
import { csvTexts } from '../../../model/lists/csv.ts';
import { anObservation, host } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { ago, fleet } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

const ville = host('ville.example');
let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const textOf = async (path: string) =>
  (await site.ask(path)).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const jsonOf = async (path: string) => JSON.parse((await site.ask(path)).text);

/** A handshake whose certificate ends so many days from now. */
function handshake(server: string, days: number) {
  const at = { scheduledAt: ago(7_200), startedAt: ago(7_200) };
  const data = { sessions: [{ chain: [{ validTo: ago(-days * 86_400 - 60) }] }] };
  return anObservation({ server: host(server), probe: 'tls', consent: 'hosted', ...at, data });
}

beforeAll(async () => {
  const { servers, observations, findings } = fleet();
  const { data: _, ...down } = anObservation({
    server: ville,
    probe: 'tls',
    outcome: 'failed',
    failure: failure('connect-timeout'),
    scheduledAt: ago(3_600),
    startedAt: ago(3_600),
  });
  stored = await storeWith({
    servers,
    observations: [...observations, down, handshake('ville.example', 9)],
    findings,
  });
  await stored.store.recordDeploys([{ server: ville, at: ago(600), note: '4.5.2 <b>', by: 'kim' }]);
  const budget = { allowedMs: 2_592_000, spentMs: 600_000, left: 0.768, plannedMs: 0, unknownMs: 0 };
  const budgets = new Map([[ville, { ...budget, availability: 0.99 }]]);
  site = await siteOf(depsOf(stored.store, { budgets: async () => budgets }));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

describe('the page Now', () => {
  it('says of a server that is down how much budget is left, when peers stop, and how long its last certificate holds', async () => {
    const row = (await textOf('/')).split('ville. example')[1]?.slice(0, 500) ?? '';

    expect(row).toContain('Unreachable from here unconfirmed from elsewhere');
    expect(row).toContain('76 % 10 min of 43 min spent this month');
    expect(row).toContain(
      '121 h left at the earliest at 2026-11-27 00:00:00 UTC; unconfirmed from elsewhere',
    );
    expect(row).toContain('9 d until 2026-11-30');
    expect(await textOf('/servers/ville.example')).toContain('Certificate 9 d until 2026-11-30');
    expect(row).toContain('not measured');
    expect(await textOf('/about')).toContain('No probe of this version posts or follows');
  });

  it('tells what changed in the last hour, and nothing older', async () => {
    const { changes } = await jsonOf('/?format=json');

    expect(changes).toContainEqual({
      at: ago(600),
      kind: 'deploy',
      server: 'ville.example',
      says: 'deployed: 4.5.2 <b>',
    });
    expect(changes.every(({ at }: { at: string }) => at >= ago(3_600))).toBe(true);
    expect(await textOf('/')).toContain('deployed: 4.5.2 &lt;b&gt;');
  });

  it('hands out each of its tables as CSV, instants whole', async () => {
    const { headers, text } = await site.ask('/?format=csv&table=1');
    const [caption, head, ...rows] = [...csvTexts(text)];

    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(caption).toEqual(['Hosted servers as the federation sees them, the most urgent first']);
    expect(head).toEqual([
      'Server',
      'State',
      'Failing rules',
      'Last observation',
      'Error budget left',
      'Peers stop delivering',
      'Certificate',
      'Canary lag',
    ]);
    expect(rows).toHaveLength(6);
    expect(rows[0]?.[0]).toContain('ville.example');
    expect(rows[0]?.[3]).toBe(ago(34));
  });

  it('has a link that leads to the same view, without what came of a form', async () => {
    expect((await site.ask('/?peers=1&reload=on')).text).toContain('<a rel="bookmark" href="/?peers=1">');
  });
});

describe('the search', () => {
  it('leads to the one server of a name, lists several, and says what to do about none', async () => {
    expect((await site.ask('/search?q=VILLE')).headers.location).toBe('/servers/ville.example');
    expect(await textOf('/search?q=peer-t')).toContain('peer-two. example');
    expect(await textOf('/search?q=%3Cb%3E')).toContain('has &lt;b&gt; in its name');
    expect(await textOf('/search?q=')).toContain('Type a part of the name');
  });
});

describe('the page about ourselves', () => {
  it('tells what was done, missed and asked of others, and of the store', async () => {
    const { kept, work, tables, bytes } = await jsonOf('/ourselves?format=json');

    expect(kept).toBe(1);
    expect(work.ends).toContainEqual({ outcome: 'failed', code: 'connect-timeout', count: 7 });
    expect(work.asked.map(({ server }: { server: string }) => server)).toContain('peer-one.example');
    expect(tables.map(({ table }: { table: string }) => table)).toContain('observations');
    expect(bytes).toBeGreaterThan(0);
    expect(await textOf('/ourselves')).toContain('no connection came about in time connect-timeout');
  });

  it('counts one segment, one visit and one byte as one', async () => {
    const spool = () => ({ segments: 1, bytes: 1 });
    const one = await siteOf(
      depsOf(stored.store, { spool, progress: () => ({ visiting: 1, waiting: 1, visited: 1 }) }),
    );
    const { text } = await one.ask('/ourselves');
    await one.close();

    expect(text).toContain('<strong>1</strong><span>segment in the spool, 1 byte</span>');
    expect(text).toContain('<strong>1</strong><span>visit due, 1 under way</span>');
  });
});

describe('a relation', () => {
  it('says how we know, and is told of hosted servers and peers alone', async () => {
    expect(await textOf('/relations/ville.example/peer-one.example')).toContain(
      'the peer does not publish its whole list',
    );
    for (const path of ['/relations/peer-one.example/peer-two.example', '/relations/ville.example/x'])
      expect((await site.ask(path)).status).toBe(404);
  });
});

describe('a page with more changes of lists than it shows', () => {
  it('has the newest, and counts the others', async () => {
    const names = Array.from({ length: 51 }, (_, at) => against(`name-${at}.example`));
    const readings = [
      [300, []],
      [200, names],
      [100, [...names, against('ville.example')]],
    ] as const;
    for (const [seconds, entries] of readings)
      await stored.store.recordPolicies([aList('peer-two.example', 1, entries, { readAt: ago(seconds) })]);
    const [text, relation] = [
      await textOf('/servers/peer-two.example'),
      await textOf('/relations/ville.example/peer-two.example'),
    ];

    expect(text).toContain('Older changes of the last 90 days that are left out: 2.');
    const newest = new RegExp(`${ago(100).slice(0, 19).replace('T', ' ')} UTC: [^(]*ville\\.example`);
    expect(text).toMatch(newest);
    expect(relation).toMatch(newest);
    expect(relation).not.toContain('left out');
    expect(relation).toContain('The whole list was read');
  });
});

describe('a page about a server', () => {
  const pages = (name: string) => [
    `/servers/${name}`,
    `/servers/${name}/licence`,
    `/servers/${name}/defederation`,
    `/relations/${name}/peer-one.example`,
  ];

  it('marks one that does not prove to be ours, and no other', async () => {
    for (const path of ['/', '/findings/legal', ...pages('neu.example')])
      expect([path, (await textOf(path)).includes('Unproven')]).toEqual([path, true]);
    for (const path of pages('stadt.example').slice(1, 3))
      expect(await textOf(path)).not.toContain('Unproven');
  });

  it('shows a hosted server with its worst peers in the letters of the matrix, and leads to all', async () => {
    const part = async (name: string) =>
      /<h2 id="peers">Peers<\/h2>[\s\S]*?<h2/.exec((await site.ask(`/servers/${name}`)).text)?.[0] ?? '';

    expect(await part('ville.example')).toMatch(
      /class="cell cell-untold" href="\/relations\/ville\.example\/peer-one\.example"/,
    );
    expect(await part('ville.example')).toContain('3 of 3 peers are shown.');
    expect(await part('ville.example')).toContain('href="/relations?server=ville.example"');
    expect((await jsonOf('/servers/ville.example?format=json')).peers.total).toBe(3);
    expect(await part('peer-one.example')).toBe('');
  });

  it('says of a relation until when it is replayed history', async () => {
    const says = 'Replayed What is dated 2026-11-12 23:00:00 UTC or earlier is history that was replayed';

    expect(await textOf('/relations/store.example/peer-one.example')).toContain(says);
    expect(await textOf('/relations/stadt.example/peer-one.example')).not.toContain('Replayed');
  });
});
