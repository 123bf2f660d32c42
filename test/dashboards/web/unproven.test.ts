import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markup } from '../../../dashboards/web/markup.ts';
import { unprovenIn } from '../../../dashboards/web/parts/data.ts';
import { serverLink } from '../../../dashboards/web/parts/server-list.ts';
import { namedOn, unprovenNotice } from '../../../dashboards/web/parts/unproven.ts';
import { host } from '../../store/examples.ts';
import { bearer, guardedDeps } from './access/people.ts';
import { fleet } from './fleet.ts';
import { type Site, siteOf, storeWith } from './site.ts';

const own = host('neu.example');
/** What a list says of it, without tags. */
const says = 'Unproven neu. example : configured as hosted, without a proof, so peer manners hold there.';

describe('the servers that a page names', () => {
  const [short, long] = [host('a.example'), host('a.example.net')];

  it('are found in links, in plain text and in what is drawn, and no part of a name is one', () => {
    expect(namedOn(markup`<p>${serverLink(short)}</p>`, [short, long])).toEqual([short]);
    expect(namedOn(markup`Seen at ${long}.`, [short, long])).toEqual([long]);
    expect(namedOn(markup`<text x="1">${short}</text>`, [short])).toEqual([short]);
    expect(
      namedOn(markup`<a href="/observations/${encodeURIComponent(`${short}/dns`)}">x</a>`, [short]),
    ).toEqual([short]);
    expect(namedOn(markup`ba.example my-a.example a.example-net`, [short, long])).toEqual([]);
  });

  it('are counted where they are many, and nothing is said where there is none', () => {
    const many = Array.from({ length: 11 }, (_, index) => host(`s${index}.example`));
    const notice = String(unprovenNotice(many)).replace(/<[^>]*>/g, '');

    expect(notice).toContain('s0.example, s1.example, ');
    expect(notice).toContain('s7.example and 3 more: configured as hosted');
    expect(notice).not.toContain('s8.example');
    expect(unprovenNotice([])).toBeUndefined();
  });
});

describe('a page that names a server of ours without a proof', () => {
  let stored: Awaited<ReturnType<typeof storeWith>>;
  let site: Site;
  const textOf = async (path: string, role: 'viewer' | 'customer' = 'viewer') =>
    (await site.ask(path, { headers: bearer(role) })).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

  const jsonOf = async (path: string, role: 'viewer' | 'customer' = 'viewer') => {
    const asked = `${path}${path.includes('?') ? '&' : '?'}format=json`;
    return JSON.parse((await site.ask(asked, { headers: bearer(role) })).text);
  };

  beforeAll(async () => {
    stored = await storeWith(fleet());
    site = await siteOf(guardedDeps(stored.store));
  });
  afterAll(async () => {
    await site.close();
    await stored.close();
  });

  it.each([
    '/',
    '/findings/legal',
    '/relations',
    '/rules/licence.offer-present',
    '/search?q=example',
    '/boards/now',
    '/boards/licence',
    '/ourselves',
    '/relations/neu.example/peer-one.example',
  ])('%s says so, once', async (path) => {
    expect((await textOf(path)).split(says)).toHaveLength(2);
  });

  it.each(['/findings/trust-safety', '/alerts', '/servers/stadt.example/licence', '/rules', '/about'])(
    '%s does not name it and says nothing',
    async (path) => {
      expect(await textOf(path)).not.toContain('Unproven');
    },
  );

  it.each([
    '/',
    '/findings/legal',
    '/relations',
    '/rules/licence.offer-present',
    '/search?q=example',
    '/boards/now',
    '/boards/licence',
    '/relations/neu.example/peer-one.example',
    '/servers/neu.example/licence',
    '/servers/neu.example/defederation',
  ])('%s says so as JSON too', async (path) => {
    expect((await jsonOf(path)).unproven).toEqual([own]);
  });

  it.each(['/findings/trust-safety', '/alerts', '/servers/stadt.example/licence'])(
    '%s names none as JSON where it names none',
    async (path) => {
      expect((await jsonOf(path)).unproven).toEqual([]);
    },
  );

  it('an observation of it says so as JSON too', async () => {
    const { latest } = await jsonOf('/servers/neu.example');
    const path = `/observations/${encodeURIComponent(latest[0].id)}`;

    expect(await textOf(path)).toContain(says);
    expect(await jsonOf(path)).toMatchObject({ id: latest[0].id, unproven: [own] });
  });

  it('is found in data at the beginning of a line, and behind other white space', async () => {
    for (const space of ['\n', '\r\n', '\t', '\f', '\b', '\0', ' ', '"'])
      expect(await unprovenIn({ text: `Seen at:${space}${own}` }, stored)).toEqual([own]);
    expect(await unprovenIn({ text: `\\n${own}` }, stored)).toEqual([]);
  });

  it('says so in the queue of reviews, as JSON and as CSV', async () => {
    const csv = await site.ask('/reviews?format=csv', { headers: bearer('viewer') });

    expect((await jsonOf('/reviews')).unproven).toEqual([own]);
    const marked = csv.text.split('\r\n').filter((line) => /,yes,(yes|no)$/.test(line));
    expect(marked.map((line) => line.split(',')[1])).toEqual([own]);
  });

  it('tells it to no customer of another server, and its tables as CSV are as they were', async () => {
    expect(await textOf('/', 'customer')).not.toMatch(/Unproven|neu\. example/);
    expect((await jsonOf('/', 'customer')).unproven).toEqual([]);
    const csv = await site.ask('/relations?format=csv&table=1', { headers: bearer('viewer') });
    expect(csv.text).not.toContain('configured as hosted');
  });

  it('says it to strangers on no page', async () => {
    for (const path of ['/about', '/login', '/status/social.example', '/'])
      expect((await site.ask(path, { headers: { accept: 'text/html' } })).text).not.toContain(own);
  });
});
