import { afterAll, beforeAll, expect, it } from 'vitest';
import { aServer } from '../../store/examples.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const textOf = async (path: string) =>
  (await site.ask(path)).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

beforeAll(async () => {
  stored = await storeWith({ servers: [], observations: [], findings: [] });
  site = await siteOf(depsOf(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

it('says what to do while nothing is there', async () => {
  const overview = await textOf('/');

  expect(overview).toContain('the first visit is still running: load this page again in a minute');
  expect(overview).toContain('peers.seeds');
  expect(overview).toContain('No observation yet.');
  expect(await textOf('/findings/sre')).toContain('There are no findings yet');
  for (const path of ['/defederation', '/defederation/weeks'])
    expect(await textOf(path)).toContain('No server is hosted. Add ours to hosted in fediscope.yaml.');
});

it('pages through many peers, says how many there are, and never leads behind the end', async () => {
  const names = Array.from({ length: 120 }, (_, index) => `peer-${String(index).padStart(3, '0')}.example`);
  await stored.store.enrol(names.map((name) => aServer(name)));

  expect(await textOf('/')).toContain('1 to 50 of 120 Next');
  expect(await textOf('/?peers=2')).toContain('51 to 100 of 120 Previous Next');
  for (const asked of ['3', '4', '9999999'])
    expect(await textOf(`/?peers=${asked}`)).toContain('101 to 120 of 120 Previous');
  for (const asked of ['0', '-1', 'x', '1e9'])
    expect(await textOf(`/?peers=${asked}`)).toContain('1 to 50 of 120');
  expect(await textOf('/?peers=3')).toContain('peer-119. example');
});
