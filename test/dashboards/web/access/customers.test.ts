import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerStore } from '../../../../dashboards/web/guard/customer/store.ts';
import type { Finding } from '../../../../model/finding.ts';
import { host, sha256 } from '../../../store/examples.ts';
import { fleet } from '../fleet.ts';
import { type Site, siteOf, storeWith } from '../site.ts';
import { bearer, guardedDeps } from './people.ts';

const whole = fleet();
let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const own = host('stadt.example');
const others = whole.servers.map((server) => server.host).filter((name) => name !== own);

beforeAll(async () => {
  stored = await storeWith(whole);
  site = await siteOf(guardedDeps(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

const asked = (path: string) => site.ask(path, { headers: bearer('customer') });
const observationAt = (name: string) =>
  encodeURIComponent(whole.observations.find(({ server }) => server === name)?.id ?? '');

describe('the people of a customer', () => {
  it('see their own server with its findings, observations and evidence', async () => {
    const page = await asked(`/servers/${own}`);

    expect(page.status).toBe(200);
    expect(page.text).toContain('The answer has no Vary header');
    expect(page.text).not.toContain('Re-check now');
    expect((await asked('/')).text).toContain(own);
    expect((await asked('/findings/legal')).text).toContain('No page or NodeInfo links a source');
    expect((await asked(`/observations/${observationAt(own)}`)).status).toBe(200);
    expect((await asked(`/evidence/${sha256('{"type":"Person"}')}`)).status).toBe(200);
    const csv = await asked(`/servers/${own}/defederation?format=csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
  });

  it.each([
    '/',
    '/?format=json',
    '/alerts',
    '/alerts?format=json',
    '/findings/sre',
    '/findings/sre?outcome=passed&format=json',
    '/findings/legal?format=json',
    '/findings/trust-safety',
    '/rules/actor.vary',
    '/rules/licence.offer-present?format=json',
    `/servers/${own}`,
    `/servers/${own}?format=json`,
    `/servers/${own}/licence`,
    `/servers/${own}/licence?format=json`,
    `/servers/${own}/defederation`,
    `/servers/${own}/defederation?format=json`,
    `/servers/${own}/defederation?format=csv`,
  ])('read of no other server at %s', async (path) => {
    const { status, text } = await asked(path);

    expect(status).toBe(200);
    for (const name of others) expect(text).not.toContain(name);
  });

  it('are told of other servers what they would be told of servers that do not exist', async () => {
    const shape = ({ status, text }: { status: number; text: string }, name: string) => ({
      status,
      text: text.replaceAll(name, '').replaceAll(/\d\d:\d\d:\d\d|value="[^"]*"/g, ''),
    });
    for (const part of ['', '/defederation', '/licence']) {
      const nothing = shape(await asked(`/servers/nowhere.example${part}`), 'nowhere.example');
      expect(nothing.status).toBe(404);
      for (const name of others) expect(shape(await asked(`/servers/${name}${part}`), name)).toEqual(nothing);
    }
    for (const name of others) expect((await asked(`/observations/${observationAt(name)}`)).status).toBe(404);
  });

  it('see nothing when their customer has no server', async () => {
    const grant = { role: 'customer', customer: 'Nobody' } as const;
    const keptTokens = [{ name: 'n', sha256: sha256('a-token-of-nobody'), grant }];
    const empty = await siteOf(guardedDeps(stored.store, { keptTokens }));
    const headers = { authorization: 'Bearer a-token-of-nobody' };

    const page = await empty.ask('/?format=json', { headers });
    expect(page.status).toBe(200);
    for (const name of [own, ...others]) {
      expect(page.text).not.toContain(name);
      expect((await empty.ask(`/servers/${name}`, { headers })).status).toBe(404);
    }
    await empty.close();
  });
});

describe('the part of the store that is a customer’s', () => {
  const part = {
    customer: 'Stadt Beispiel',
    own: [own],
    others: others.filter((name) => !name.startsWith('peer')),
  };

  it('never gives rows of others, however they are asked for', async () => {
    const store = customerStore(stored.store, part);
    const everyone = [own, ...others];
    const since = '2020-01-01T00:00:00.000Z';
    const cut = { limit: 1000, offset: 0 };
    const servers = (rows: readonly { readonly server: string }[]) => rows.map(({ server }) => server);
    const read = [
      ...servers(await store.latest()),
      ...servers(await store.latest(everyone)),
      ...servers([...(await store.latestInTurn(everyone)).servers].flat()),
      ...servers(await store.findingsOf(everyone)),
      ...servers(await store.earlierFindings(everyone)),
      ...servers(await store.currentFindings()),
      ...servers(await store.currentFindings({ server: host('ville.example') })),
      ...servers(await store.past({ servers: everyone, probes: ['actor'], since, each: 5 })),
      ...servers(await store.findingList({ audience: 'sre', outcome: 'passed' }, cut)),
      ...servers(await store.deploys({ servers: everyone, since, limit: 10 })),
      ...(await store.serversOf({}, cut)).map((row) => row.host),
      ...(await store.servers()).map((row) => row.host),
    ];

    expect(new Set(read)).toEqual(new Set([own]));
    for (const name of others) {
      expect(await store.history(name, 5)).toEqual([]);
      expect(await store.changesAt(name, 5)).toEqual([]);
      expect(await store.latestBefore(name, '2030-01-01T00:00:00.000Z')).toEqual([]);
      expect(await store.policiesAbout(name)).toEqual([]);
      expect(await store.policiesOf(name, cut)).toEqual([]);
    }
    const counted = await store.findingCounts();
    const mine = await stored.store.findingsOf([own]);
    expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(mine.length);
  });

  it('gives evidence only that was seen at an own server', async () => {
    const kept = sha256('{"type":"Person"}');

    expect(await customerStore(stored.store, part).evidence(kept)).toBeDefined();
    expect(
      await customerStore(stored.store, { ...part, own: [host('ville.example')] }).evidence(kept),
    ).toBeUndefined();
  });

  it('writes nothing and tells nothing of everybody', async () => {
    const store = customerStore(stored.store, part);
    const finding: Finding | undefined = whole.findings[0];
    for (const tried of [
      store.recordFindings(finding === undefined ? [] : [finding]),
      store.forget(own),
      store.acts({ limit: 1, offset: 0 }),
      store.networkTally(10),
      store.size(),
      store.sandbox.admit('SELECT 1'),
      store.close(),
    ])
      await expect(tried).rejects.toThrow('not for customers');
  });
});
