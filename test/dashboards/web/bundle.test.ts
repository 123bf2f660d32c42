import { afterAll, beforeAll, expect, it } from 'vitest';
import { findingId } from '../../../model/finding-id.ts';
import { fleet } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

const seen = fleet();
const failing = seen.findings.find(({ outcome, evidence }) => outcome === 'failed' && evidence.length > 0)!;
const path = `/bundles/${encodeURIComponent(findingId(failing))}`;
const bundle = async (id: string) =>
  id === findingId(failing) ? { name: 'evidence.tar', bytes: Buffer.from('the bundle') } : undefined;

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
let guarded: Site;
let without: Site;

beforeAll(async () => {
  stored = await storeWith(seen);
  site = await siteOf(depsOf(stored.store, { bundle }));
  guarded = await siteOf(depsOf(stored.store, { bundle, auth: { header: 'x-user' } }));
  without = await siteOf(depsOf(stored.store));
});
afterAll(async () => {
  for (const each of [site, guarded, without]) await each.close();
  await stored.close();
});

it('a finding leads to its bundle, which is a file to save', async () => {
  const page = await site.ask(`/servers/${failing.server}`);
  expect(page.text).toContain(`href="${path}"`);

  const { status, headers, text } = await site.ask(path);
  expect([status, text]).toEqual([200, 'the bundle']);
  expect(headers).toMatchObject({
    'content-type': 'application/x-tar',
    'content-disposition': 'attachment; filename="evidence.tar"',
  });
});

it('the page of a licence leads to the bundles of what is said of it', async () => {
  const { findings } = seen;
  const licence = findings.find(
    ({ rule, outcome }) => rule === 'licence.offer-present' && outcome === 'failed',
  )!;
  const href = `href="/bundles/${encodeURIComponent(findingId(licence))}"`;
  const page = `/servers/${licence.server}/licence`;

  expect((await site.ask(page)).text).toContain(href);
  expect((await without.ask(page)).text).not.toContain('/bundles/');
});

it('who may not see findings gets no bundle', async () => {
  expect((await guarded.ask(path)).status).toBe(401);
  expect((await guarded.ask(path, { headers: { 'x-user': 'kim' } })).status).toBe(200);
});

it('a finding that is not there has no bundle, and a process without a key shows no link', async () => {
  expect((await site.ask('/bundles/social.example%2Fno.rule')).status).toBe(404);
  expect((await without.ask(`/servers/${failing.server}`)).text).not.toContain('/bundles/');
  expect((await without.ask(path)).status).toBe(404);
});
