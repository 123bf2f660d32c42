import { afterAll, beforeAll, expect, it } from 'vitest';
import { fleet } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;

beforeAll(async () => {
  stored = await storeWith(fleet());
  site = await siteOf(depsOf(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

/** As a browser asks: fetch takes gzip, and undoes it. */
const fetched = (path: string) => fetch(site.url + path);

it.each(['/findings/sre', '/rules', '/rules?format=json', '/rules?format=csv&table=1'])(
  'sends %s compressed to who takes that, and as it is to who does not, with the same content',
  async (path) => {
    const [answer, plain] = [await fetched(path), await site.ask(path)];

    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('content-type')).toBe(plain.headers['content-type']);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(await answer.text()).toBe(plain.text);
  },
);

it('leaves alone what is compressed already, and what ClickHouse clients get', async () => {
  for (const path of ['/source.tar.gz', '/clickhouse/?query=SELECT%20repeat(%27x%27,%205000)']) {
    const answer = await fetched(path);
    expect(answer.headers.get('content-encoding'), path).toBeNull();
    await answer.arrayBuffer();
  }
});
