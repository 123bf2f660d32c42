import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Finding } from '../../../model/finding.ts';
import { aFinding, aServer, host } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { ago, fleet } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

const day = 86_400;
const own = 'social.example';
/** What each list had on it 20 days ago, and what it has since three days ago. */
const readings = {
  'blocks.example': [[], [against(own)]],
  'limits.example': [[], [against(own, 'limit')]],
  'lifts.example': [[against(own)], []],
  'worse.example': [[against(own, 'limit')], [against(own)]],
};
const peers = Object.keys(readings);
/** Each a minute after the one before. */
const readAt = (peer: string, place: number) => ago((place === 0 ? 20 : 3) * day - peers.indexOf(peer) * 60);
let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;

/** A failed finding of trust and safety at `own`, since so many seconds ago. */
function failed(rule: string, severity: Finding['severity'], seconds: number): Finding {
  const at = { observedAt: ago(seconds), since: ago(seconds) };
  const said = { server: host(own), audience: 'trust-safety', outcome: 'failed', evidence: [] } as const;
  return aFinding({ ...said, ...at, rule, severity, because: `${rule} fails` });
}

beforeAll(async () => {
  const findings = [
    failed('peering.block-wave', 'warning', 9 * day),
    failed('peering.island', 'critical', 6 * day),
    failed('peering.closed-federation', 'warning', 5 * day),
    failed('peering.listed', 'warning', 4 * day),
  ];
  stored = await storeWith({
    servers: [...fleet().servers, ...peers.map((name) => aServer(name))],
    ...{ observations: [], findings },
  });
  for (const [peer, lists] of Object.entries(readings))
    for (const [place, entries] of lists.entries())
      await stored.store.recordPolicies([aList(peer, 1, entries, { readAt: readAt(peer, place) })]);
  site = await siteOf(depsOf(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

it('the queue begins with a wave however old it is, then has the most severe, then who cut us off, the newest first', async () => {
  const { items } = JSON.parse((await site.ask('/reviews?format=json')).text);

  expect(
    items.map(({ seen }: { seen: { rank: string; says: string } }) => `${seen.rank}: ${seen.says}`),
  ).toEqual([
    'wave: peering.block-wave fails',
    'finding: peering.island fails',
    'finding: peering.listed fails',
    'finding: peering.closed-federation fails',
    'rejection: worse.example went from limit (silence) to reject (suspend) about social.example',
    'rejection: limits.example limits social.example now',
    'rejection: blocks.example rejects social.example now',
    'change: lifts.example no longer has social.example on its list (it was: reject)',
  ]);
});

it('a wave stands out on the page, and the order is explained', async () => {
  const { text } = await site.ask('/reviews');

  expect(text.match(/<h3>.*?<\/h3>/)?.[0]).toContain('<span class="mark-bad tag">Wave</span>');
  expect(text).toContain('First the waves: many peers that began to reject one server within a week.');
});

it('the file says what each is ranked by', async () => {
  const { text } = await site.ask('/reviews?format=csv');
  const [header = '', ...rows] = text.trimEnd().split('\r\n');
  const [rank, severity] = ['rank', 'severity'].map((name) => header.split(',').indexOf(name));

  expect(rows.map((row) => [row.split(',')[rank ?? -1], row.split(',')[severity ?? -1]])).toEqual([
    ['wave', 'warning'],
    ['finding', 'critical'],
    ['finding', 'warning'],
    ['finding', 'warning'],
    ...['rejection', 'rejection', 'rejection', 'change'].map((name) => [name, '']),
  ]);
});
