import { afterAll, beforeAll, expect, it } from 'vitest';
import { aServer, host } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { ago, seen } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

const hosted = Array.from({ length: 15 }, (_, at) => `ours-${String(at).padStart(2, '0')}.example`);
const peers = ['blocks.example', 'copies.example', 'silent.example', 'friend.example'];
let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const htmlOf = async (path: string) => (await site.ask(path)).text;
const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** The last of our servers fails; the first two of our peers reject two of ours, and the third gives no answer. */
beforeAll(async () => {
  const failing = [{ rule: 'actor.vary', because: 'The answer has no Vary header', since: ago(120) }];
  const parts = [
    ...hosted.map((name) => seen({ name, consent: 'hosted', ...(name === hosted.at(-1) && { failing }) })),
    ...peers.map((name) =>
      seen({
        name,
        consent: 'peer',
        ...(name === 'silent.example' && { failed: 'connect-timeout' as const }),
      }),
    ),
  ];
  stored = await storeWith({
    servers: [
      ...hosted.map((name) => aServer(name, { role: 'hosted' })),
      ...peers.map((name) => aServer(name)),
    ],
    observations: parts.flatMap(({ observations }) => observations),
    findings: parts.flatMap(({ findings }) => findings),
  });
  const both = hosted.slice(0, 2).map((name) => against(name));
  const lists = { 'blocks.example': both, 'copies.example': both, 'friend.example': [] };
  for (const [peer, entries] of Object.entries(lists))
    await stored.store.recordPolicies([aList(peer, 1, entries, { readAt: ago(60) })]);
  const deploys = Array.from({ length: 9 }, (_, at) => ({
    ...{ server: host('ours-00.example'), at: ago(600 + at), note: `step ${at}`, by: 'kim' },
  }));
  await stored.store.recordDeploys(deploys);
  site = await siteOf(depsOf(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

/** The host names of a table, by its caption. */
function rowsOf(html: string, caption: string): readonly string[] {
  const [, body = ''] = html.split(`<caption>${caption}`);
  const rows = body.split('</table>')[0]?.matchAll(/role="rowheader"[^>]*>(.*?)<\/th>/g) ?? [];
  return Array.from(rows, ([, cell = '']) => cell.replace(/<[^>]*>/g, ''));
}

it('has the most urgent of our servers and the newest changes, and leads to all of them', async () => {
  const html = await htmlOf('/?reload=on');
  const shown = rowsOf(html, 'Hosted servers');

  expect(shown).toHaveLength(10);
  expect(shown[0]).toBe('ours-14.example');
  expect(rowsOf(html, 'What changed')).toHaveLength(8);
  expect(html).toContain('<a href="/?reload=on&amp;rows=all#hosted">Show all 15</a>');
  expect(html).toContain('<a href="/?reload=on&amp;rows=all#changes">Show all 10</a>');
  const whole = await htmlOf('/?rows=all');
  expect(rowsOf(whole, 'Hosted servers')).toHaveLength(15);
  expect(rowsOf(whole, 'What changed')).toHaveLength(10);
  expect((await htmlOf('/?format=csv&table=1')).match(/^ours-/gm)).toHaveLength(15);
});

it('says between whom what is broken, before all that is long, as data too', async () => {
  const html = await htmlOf('/');
  const [before = ''] = html.split('<caption>');

  expect(plain(before)).toContain(
    'R blocks. example , copies. example Peer rejects: ours-00. example , ours-01. example',
  );
  expect(plain(before)).toContain('S silent. example Peer is silent: no answer to us');
  expect(before).not.toContain('friend');
  expect(before).toContain('href="/servers/ours-01.example"');
  expect(JSON.parse(await htmlOf('/?format=json')).relations).toMatchObject([
    { peer: 'blocks.example' },
    { peer: 'copies.example' },
    { peer: 'silent.example' },
  ]);
});

it('folds the peers up, and opens them for who goes through their pages', async () => {
  expect(await htmlOf('/')).toContain('<details class="group fold" id="peers"><summary>');
  expect(await htmlOf('/?peers=1')).toContain('<details class="group fold" id="peers" open><summary>');
});

it('is not green while a server fails without an incident', async () => {
  expect(await htmlOf('/')).toContain('<p class="notice">No incident goes on.');
});
