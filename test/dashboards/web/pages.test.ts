import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../store/examples.ts';
import { fleet } from './fleet.ts';
import { depsOf, type Site, siteOf, still, storeWith } from './site.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;

beforeAll(async () => {
  stored = await storeWith(fleet());
  site = still(await siteOf(depsOf(stored.store)));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

const textOf = async (path: string) =>
  (await site.ask(path)).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const jsonOf = async (path: string) => JSON.parse((await site.ask(path)).text);
/** The text of one row of the overview. */
const rowOf = async (host: string) =>
  (await textOf('/'))
    .split('the most urgent first')[1]
    ?.split(host.replaceAll('.', '. '))[1]
    ?.slice(0, 200) ?? '';

describe('overview', () => {
  it('says the state of every hosted server in words, since when, and how old the data is', async () => {
    const row = await rowOf('stadt.example');

    expect(row).toContain('Stadt Beispiel Failing 40 d since 2026-10-12 23:00:00 UTC');
    expect(row).toContain('Error 2 Warning 1');
    expect(row).toContain('34 s ago 2026-11-21 22:59:26 UTC');
  });

  it('words an outage seen from one vantage as unconfirmed', async () => {
    expect(await rowOf('ville.example')).toContain('Unreachable from here unconfirmed from elsewhere');
  });

  it('marks unproven servers, replayed rows, and servers before their first visit', async () => {
    expect(await rowOf('neu.example')).toContain('Unproven');
    expect(await rowOf('store.example')).toContain('Replayed');
    expect(await rowOf('first-visit.example')).toContain('Not judged yet');
    expect(await textOf('/')).toContain('The first visit of 1 hosted server is still to come or running');
  });

  it('puts the most urgent hosted server first', async () => {
    const { hosted } = await jsonOf('/?format=json');

    expect(hosted.map(({ state }: { state: string }) => state)).toEqual([
      'unreachable',
      'failing',
      'failing',
      'unjudged',
      'healthy',
      'healthy',
    ]);
  });

  it('counts what fails for each audience, hosted servers and peers apart', async () => {
    expect((await jsonOf('/?format=json')).failures).toEqual({
      sre: { hosted: 1, peers: 1 },
      'trust-safety': { hosted: 1, peers: 0 },
      legal: { hosted: 2, peers: 0 },
    });
  });

  it('says when a peer asks not to be watched, which is no failure', async () => {
    expect(await rowOf('peer-three.example')).toContain('Asks not to be watched');
  });

  it('loads again by itself only where the reader asked for it', async () => {
    expect((await site.ask('/')).text).not.toContain('http-equiv="refresh"');
    expect((await site.ask('/?reload=on')).text).toContain('<meta http-equiv="refresh" content="30">');
  });
});

describe('a server', () => {
  it('shows a failed finding with its evidence: request, response head, address, timings, clause, who notices, advice', async () => {
    const page = await textOf('/servers/stadt.example');

    for (const part of [
      'The answer has no Vary header',
      'GET https://stadt.example/actor',
      'Accept: application/activity+json',
      'HTTP status 200',
      'content-type: application/activity+json; charset=utf-8',
      '192.0.2.10',
      'name lookup 3 ms, connect 12 ms, TLS 21 ms, wait for the head 148 ms, body 2 ms, together 186 ms',
      'RFC 9110, §12.5.5',
      'follows fail',
      'Send &quot;Vary: Accept&quot;',
    ])
      expect(page).toContain(part);
  });

  it.each([
    ['stadt.example', 'Peers', true],
    ['peer-one.example', 'Towards our servers', false],
    ['first-visit.example', 'Timeline', false],
  ])('has its parts at the top, each where it leads: %s', async (server, part, isHosted) => {
    const { text } = await site.ask(`/servers/${server}`);
    const contents = /<nav class="contents"[\s\S]*?<\/nav>/.exec(text)?.[0] ?? '';
    const ids = [...contents.matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id);

    expect(contents).toContain(`>${part}<`);
    expect(ids.includes('peers')).toBe(isHosted || server.startsWith('first-visit'));
    for (const id of ids) expect(text.split(` id="${id}"`), id).toHaveLength(2);
  });

  it('folds what is long, and says how much there is', async () => {
    const { text } = await site.ask('/servers/stadt.example');

    expect(text).toMatch(
      /<details class="group fold" id="probes"><summary><h2>Probes<\/h2> <span class="count">6, the newest/,
    );
    expect(text).toMatch(/<details class="group fold" id="recent"><summary>[^\n]*the last 6</);
  });

  it('says in words why a probe has no data', async () => {
    expect(await textOf('/servers/ville.example')).toContain(
      'no connection came about in time connect-timeout',
    );
  });

  it('lists what changed, newest first', async () => {
    const { changes } = await jsonOf('/servers/stadt.example?format=json');

    expect(changes.map(({ rule }: { rule: string }) => rule)).toEqual([
      'webfinger.resolves',
      'peering.closed-federation',
      'actor.vary',
      'licence.offer-present',
    ]);
  });

  it('marks what was replayed, and says until when', async () => {
    const page = await textOf('/servers/store.example');

    expect(page).toContain('What is dated 2026-11-12 23:00:00 UTC or earlier is history that was replayed');
    expect(page.match(/ Replayed /g)?.length).toBeGreaterThan(10);
    expect(await textOf('/servers/social.example')).not.toContain('Replayed');
  });

  it('says what to expect before the first visit', async () => {
    expect(await textOf('/servers/first-visit.example')).toContain(
      'The first visit is still to come or running',
    );
  });

  it('answers 404 with advice for a server that is not watched, and for what is no host', async () => {
    for (const path of ['/servers/elsewhere.example', '/servers/10.0.0.1', '/servers/%00']) {
      const answer = await site.ask(path);
      expect(answer.status).toBe(404);
      expect(answer.text).toContain('peers.seeds');
    }
  });
});

describe('findings', () => {
  it('lists each audience its own findings, hosted servers first', async () => {
    const sre = await jsonOf('/findings/sre?format=json');
    const legal = await textOf('/findings/legal');

    expect(sre.findings.map(({ finding }: { finding: { server: string } }) => finding.server)).toEqual([
      'stadt.example',
      'peer-two.example',
    ]);
    expect(legal).toContain('No page or NodeInfo links a source');
    expect(legal).not.toContain('actor.vary');
  });

  it('counts every outcome and shows the one that is asked for', async () => {
    const { totals, findings } = await jsonOf('/findings/sre?outcome=cannot-tell&format=json');

    expect(totals).toEqual({ failed: 2, passed: 10, 'cannot-tell': 4, inapplicable: 0 });
    expect(findings).toHaveLength(4);
  });

  it('marks findings that began in replayed history', async () => {
    const { findings } = await jsonOf('/findings/sre?outcome=passed&format=json');
    const replayed = findings.filter((row: { replayed: boolean }) => row.replayed);

    expect(replayed.map((row: { finding: { server: string } }) => row.finding.server)).toEqual([
      'store.example',
      'store.example',
    ]);
  });

  it('has no page for an audience that does not exist', async () => {
    expect((await site.ask('/findings/everyone')).status).toBe(404);
  });
});

describe('rules', () => {
  it('shows a rule with its clause and where it fails now', async () => {
    const page = await textOf('/rules/actor.vary');

    expect(page).toContain('An actor says that its answer depends on Accept');
    expect(page).toContain('peer-two. example Error The answer has no Vary header');
    expect(await textOf('/rules/webfinger.resolves')).toContain('It fails at no server that was judged');
  });
});

describe('what was kept', () => {
  it('serves a body as inert text to download, never as HTML', async () => {
    const { status, headers, text } = await site.ask(`/evidence/${sha256('{"type":"Person"}')}`);

    expect(status).toBe(200);
    expect(text).toBe('{"type":"Person"}');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="evidence-[0-9a-f]{12}\.txt"$/);
  });

  it('shows one observation, and says 404 for one that is not kept', async () => {
    const id = fleet().observations.find(
      ({ server, probe }) => server === 'social.example' && probe === 'actor',
    )!.id;

    expect(await jsonOf(`/observations/${encodeURIComponent(id)}?format=json`)).toMatchObject({
      id,
      outcome: 'ok',
    });
    expect((await site.ask('/observations/nothing')).status).toBe(404);
    expect((await site.ask(`/evidence/${'0'.repeat(64)}`)).status).toBe(404);
  });
});

describe('public pages', () => {
  it('says who watches, with contact, and how to opt out', async () => {
    const page = await textOf('/about');

    for (const part of ['Example Hosting', 'ops@monitor.example', 'User-agent: fediscope', 'Disallow: /'])
      expect(page).toContain(part);
  });

  it('owns up to reading an outbox, and says what is kept of it', async () => {
    const page = await textOf('/about');

    for (const part of ['outbox', 'newest public post', 'pages that do not exist', 'only its type'])
      expect(page).toContain(part);
    expect(page).not.toContain('read no posts');
  });

  it('says how often peers are asked, and from where when that is published', async () => {
    expect(await textOf('/about')).toContain('does not publish the addresses');
    const manners = { intervalMs: 3_600_000, requestsPerSecond: 1, requestsPerVisit: 20 };
    const { monitor } = depsOf(stored.store);
    const told = await siteOf(
      depsOf(stored.store, { monitor: { ...monitor, manners, addresses: ['192.0.2.7', '2001:db8::/48'] } }),
    );
    const { text } = await told.ask('/about');
    await told.close();

    for (const part of ['once in 1 hour', '20 requests', '1 second', '192.0.2.7', '2001:db8::/48', 'noindex'])
      expect(text).toContain(part);
  });

  it('gives out the running source', async () => {
    const { headers, text } = await site.ask('/source.tar.gz');

    expect(text).toBe('the source');
    expect(headers['content-type']).toBe('application/gzip');
    expect(headers['content-disposition']).toContain('fediscope-source.tar.gz');
  });

  it('says that it lives', async () => {
    expect(await site.ask('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
  });
});
