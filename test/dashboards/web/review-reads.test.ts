import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesAbout } from '../../../dashboards/web/reading/changes-about.ts';
import type { Store } from '../../../store/store.ts';
import { aServer, host } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { ago, fleet } from './fleet.ts';
import { depsOf, siteOf, storeWith } from './site.ts';

const day = 86_400;
const own = 'social.example';
const since = ago(30 * day);
const peers = Array.from({ length: 60 }, (_, at) => `blocks-${String(at).padStart(2, '0')}.example`);
/** Each a minute after the one before, but the last two in the same millisecond. */
const blockedAt = (place: number) => ago(9 * day - Math.min(place, peers.length - 2) * 60);

let stored: Awaited<ReturnType<typeof storeWith>>;
beforeAll(async () => {
  const { servers, ...rest } = fleet();
  stored = await storeWith({ ...rest, servers: [...servers, ...peers.map((name) => aServer(name))] });
  const opens = peers.map((name) => aList(name, 1, [], { readAt: ago(20 * day) }));
  const blocks = peers.map((name, place) => aList(name, 1, [against(own)], { readAt: blockedAt(place) }));
  const choosing = peers.slice(0, 2).map((name, place) => {
    const chosen = { mode: 'allow-list', readAt: ago((3 - place) * day) } as const;
    return aList(name, 1, [], chosen);
  });
  for (const lists of [opens, blocks, choosing]) await stored.store.recordPolicies(lists);
});
afterAll(() => stored.close());

/** The store, where less is read in one go. */
const narrowed = (most: number): Store => ({
  ...stored.store,
  policyChangesAbout: (servers, filter) =>
    stored.store.policyChangesAbout(servers, { ...filter, limit: Math.min(most, filter.limit) }),
  newestPolicyChanges: (filter, limit) => stored.store.newestPolicyChanges(filter, Math.min(most, limit)),
});

describe('the changes about a server', () => {
  const read = async (atOnce: number, most: number) => {
    const { changes, cutAt } = await changesAbout(narrowed(atOnce), [host(own)], { since, most });
    return { who: changes.map(({ change }) => change.observer).toSorted(), cutAt };
  };

  it.each([13, 59, 60])('are read to the end, each once, with %i of them in one go', async (atOnce) => {
    expect(await read(atOnce, 1_000)).toEqual({ who: peers, cutAt: undefined });
  });

  it('are read as far as is asked for, and it is said from where on', async () => {
    const { who, cutAt } = await read(13, 20);

    expect(who.length).toBeGreaterThanOrEqual(20);
    expect(who).toEqual(peers.slice(-who.length));
    expect(cutAt).toBe(blockedAt(peers.length - who.length - 1));
  });

  it('are read until one instant has more of them than are read in one go', async () => {
    const { who, cutAt } = await read(1, 1_000);

    expect(who).toEqual([expect.stringMatching(/^blocks-5[89]/)]);
    expect(cutAt).toBe(blockedAt(59));
  });
});

describe('the review queue', () => {
  const ask = async (store: Store, path: string) => {
    const site = await siteOf(depsOf(store));
    const { text } = await site.ask(path);
    await site.close();
    return text;
  };

  it('has every change of the month, however few are read in one go, and its table all of its pages', async () => {
    const { totals, items, page, unread } = JSON.parse(await ask(narrowed(40), '/reviews?format=json'));
    const rows = (await ask(narrowed(40), '/reviews?format=csv')).split('\r\n').slice(1, -1);

    expect(unread).toEqual({ modes: 0, licences: 0 });
    expect(totals.new).toBeGreaterThanOrEqual(peers.length);
    expect([items.length, page.total]).toEqual([50, totals.new]);
    expect(rows).toHaveLength(totals.new);
    for (const name of peers) expect(rows.filter((row) => row.includes(`${name} `))).not.toEqual([]);
  });

  it('leads to the JSON of the page that is shown', async () => {
    expect(await ask(stored.store, '/reviews?page=2')).toContain('page=2&format=json');
  });

  it('says what is left out, as page, JSON and table, and has the newest', async () => {
    const [text, json, csv] = await Promise.all(
      ['', '?format=json', '?format=csv'].map((query) => ask(narrowed(1), `/reviews${query}`)),
    );
    const cut = `There are too many changes about our servers to read: those until ${blockedAt(59)} are left out.`;
    const modes = 'The oldest changes of a federation mode are left out: 1.';

    expect(JSON.parse(json!).unread).toEqual({ changesUntil: blockedAt(59), modes: 1, licences: 0 });
    for (const said of [cut, modes]) {
      expect(text).toContain(said);
      expect(csv).toContain(`,,left-out,,${said}`);
    }
    expect(csv).toContain('blocks-01.example api mastodon mode');
    expect(csv).not.toContain('blocks-00.example api mastodon mode');
  });
});
