import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ago, fleet } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

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

describe('where no list was read yet', () => {
  it.each([
    ['/servers/social.example/defederation', '0 of 3 peers publish a list we may read.'],
    ['/servers/social.example/defederation', 'No peer publishes its whole list, so there is no figure.'],
    ['/defederation', 'were not counted yet'],
    ['/defederation/weeks', 'No list was read in this week'],
    ['/reviews', 'Nothing waits'],
    ['/reviews', 'Only to read'],
  ])('%s says "%s"', async (path, says) => {
    expect((await site.ask(path)).text).toContain(says);
  });

  it('draws no reach', async () => {
    expect((await site.ask('/servers/social.example/defederation')).text).not.toContain('Reach over time');
  });

  it.each([
    '/defederation',
    '/defederation/weeks',
    '/servers/social.example/defederation',
    '/relations/social.example/peer-one.example',
    '/reviews',
  ])('says how old its data is: %s', async (path) => {
    expect((await site.ask(path)).text).toMatch(
      new RegExp(`<p class="fresh">Last observation [^.]*${ago(34).slice(11, 19)}`),
    );
  });

  it('claims no share at all', async () => {
    const network = JSON.parse((await site.ask('/defederation?format=json')).text);

    expect(network).not.toHaveProperty('islands');
    expect((await site.ask('/defederation?format=csv')).text).toContain('islands,cannot tell\r\n');
    expect((await site.ask('/defederation')).text).not.toMatch(/\d %/);
  });

  it('says so when it was counted', async () => {
    await stored.store.tallyNetwork({ at: ago(5), isWanted: () => true });

    const { text } = await site.ask('/defederation');
    expect(text).toContain('Cannot tell: 0 peers publish their whole list');
    expect(text).toContain('which servers of the picture are islands, was counted at');
    expect(text).not.toMatch(/\d %/);
    expect(JSON.parse((await site.ask('/defederation?format=json')).text)).not.toHaveProperty('islands');
  });
});
