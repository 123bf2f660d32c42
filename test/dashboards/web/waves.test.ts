import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Finding } from '../../../model/finding.ts';
import { aFinding, host } from '../../store/examples.ts';
import { ago, fleet } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

const own = 'social.example';
let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
beforeAll(async () => {
  stored = await storeWith({ ...fleet(), findings: [] });
  site = await siteOf(depsOf(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

/** The page's part about waves after the rule was judged, so many seconds ago. */
async function partAfter(outcome: Finding['outcome'], seconds: number): Promise<string> {
  const at = { observedAt: ago(seconds), since: ago(seconds), labels: { server: own } };
  const judged = { server: host(own), rule: 'peering.block-wave', audience: 'trust-safety' } as const;
  const because = '6 peers began to reject it <b>';
  await stored.store.recordFindings([aFinding({ ...judged, ...at, because, outcome, evidence: [] })]);
  return part();
}

async function part(): Promise<string> {
  return /<h2>Waves<\/h2>[\s\S]*?<h2>/.exec((await site.ask('/defederation')).text)?.[0] ?? '';
}

it('where no wave is open it is said why, with the coverage', async () => {
  expect(await part()).toContain('No hosted server was judged yet.');
  expect(await partAfter('cannot-tell', 90)).toContain('Cannot tell: too few peers publish');
  expect(await partAfter('passed', 60)).toContain('No wave is open');
  expect(await part()).toContain('0 of 3 peers publish a list we may read.');
});

it('an open wave is listed with its coverage, and leads to the finding', async () => {
  const text = await partAfter('failed', 30);
  const { waves } = JSON.parse((await site.ask('/defederation?format=json')).text);
  const anchor = `peering.block-wave-${own}`;

  expect(waves.findings).toMatchObject([{ finding: { server: own }, replayed: false, consent: 'hosted' }]);
  expect(text).toContain('0 of 3 peers publish a list we may read.');
  expect(text).toContain('6 peers began to reject it &lt;b&gt;');
  expect(text).toContain(`href="/servers/${own}/defederation"`);
  expect(text).toContain(`href="/servers/${own}#${anchor}"`);
  expect((await site.ask(`/servers/${own}`)).text).toContain(`id="${anchor}"`);
  expect((await site.ask('/defederation?format=csv')).text).toContain(`wave,${own}`);
});
