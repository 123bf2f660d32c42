import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertSpan } from '../../../dashboards/web/parts/alert.ts';
import { failure } from '../../../model/failure.ts';
import { relationStates } from '../../../store/relations.ts';
import { anObservation, host } from '../../store/examples.ts';
import { ago, fleet, now, rules } from './fleet.ts';
import { depsOf, type Site, siteOf, still, storeWith } from './site.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const textOf = async (path: string) => plain((await site.ask(path)).text);

/** An hour before the fleet was last seen: the same server, down already. */
function downBefore() {
  const at = { scheduledAt: ago(3_600), startedAt: ago(3_600) };
  const { data: _, ...down } = anObservation({
    ...{ server: host('ville.example'), probe: 'tls', consent: 'hosted', ...at },
    ...{ outcome: 'failed', failure: failure('connect-timeout') },
  });
  return down;
}

beforeAll(async () => {
  const { servers, observations, findings } = fleet();
  stored = await storeWith({ servers, observations: [...observations, downBefore()], findings });
  const [rule] = rules;
  const others = Array.from({ length: 9 }, (_, at) => ({ ...rule!, id: `other.${'abcdefghi'[at]}` }));
  site = still(await siteOf(depsOf(stored.store, { rules: [...rules, ...others] })));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

describe('an outage', () => {
  it('began with the first visit that found the server down, not when a rule last changed its answer', async () => {
    for (const path of ['/', '/servers/ville.example'])
      expect(await textOf(path)).toMatch(
        /Unreachable from here unconfirmed from elsewhere (?:for )?1 h since 2026-11-21 22:00:00 UTC/,
      );
  });

  it('has nothing green below it while no alert was confirmed', async () => {
    const { text } = await site.ask('/servers/ville.example');

    expect(plain(text)).toContain('There is no alert about it now. Alerts are about hosted servers');
    expect(text).not.toContain('<p class="notice good">');
    expect((await site.ask('/servers/social.example')).text).toContain(
      '<p class="notice good">There is no alert about it now.</p>',
    );
  });
});

it('says of an alert that ended how long it lasted, and when', () => {
  const activeAt = ago(7_200);

  expect(plain(String(alertSpan({ activeAt, resolvedAt: ago(7_020) }, now))).trim()).toBe(
    '3 min 2026-11-21 21:00:00 UTC to 2026-11-21 21:03:00 UTC',
  );
  expect(plain(String(alertSpan({ activeAt }, now))).trim()).toBe('2 h since 2026-11-21 21:00:00 UTC');
});

it('says how old its data is at the top of a page, where it rests on data', async () => {
  const { store } = stored;
  const topOf = async (path: string) => plain((await site.ask(path)).text.split('</header>')[0] ?? '');

  expect(await store.newestObservation()).toBe(ago(34));
  for (const path of ['/', '/alerts', '/servers/ville.example', '/boards/licence'])
    expect(await topOf(path)).toContain(', data 34 s old');
  expect(await topOf('/about')).not.toContain('data');
});

describe('an address with a mistake', () => {
  it('says that its window cannot be read, and which one is shown', async () => {
    const tooLong = 'from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z';
    for (const asked of ['window=5y', 'from=yesterday', 'from=2026-11-21&to=2026-11-20', tooLong]) {
      const path = `/boards/server?server=ville.example&${asked}`;
      expect(await textOf(path), asked).toContain('asks for a window that cannot be read');
    }
    for (const asked of ['', 'window=week', 'from=2026-11-20&to=2026-11-21'])
      expect(await textOf(`/boards/server?${asked}`), asked).not.toContain('cannot be read, or');
  });

  it('says that nobody has this name, and not that a longer window helps', async () => {
    expect(await textOf('/boards/server?server=vile.example')).toContain(
      'No hosted server and no customer is called vile.example , so',
    );
    const misspelt = (await site.ask('/boards/server?server=vile.example')).text;
    expect(misspelt).toContain('<a href="/boards/server?server=ville.example"><bdi>ville.example</bdi></a>');
    expect(misspelt).not.toContain('Choose a longer one');
    expect(await textOf('/boards/licence?customer=Nobody')).toContain('is called Nobody , so');
    expect(await textOf('/boards/server?server=ville.example&customer=Ville%20d’Exemple')).not.toContain(
      'no customer is called',
    );
    const matrix = await textOf('/relations?server=vile.example');
    expect(matrix).toContain('No hosted server has this name.');
    expect(matrix).not.toContain('No hosted server is configured');
  });

  it.each([
    ['/findings/sre', 'outcome', ['failed', 'cannot-tell', 'passed', 'inapplicable']],
    ['/reviews', 'state', ['new', 'acknowledged', 'watching', 'dismissed', 'resolved']],
    ['/relations', 'state', [...relationStates]],
    ['/servers/ville.example/defederation', 'language', ['en', 'de', 'fr']],
  ])(
    'says what %s can be asked for by %s, and shows nothing else in its place',
    async (path, parameter, allowed) => {
      const [page, json] = [
        await site.ask(`${path}?${parameter}=ba%3Cd`),
        await site.ask(`${path}?${parameter}=ba%3Cd&format=json`),
      ];

      expect([page.status, json.status]).toEqual([400, 400]);
      expect(page.text).toContain(`This page knows no ${parameter} &quot;ba&lt;d&quot;.`);
      for (const value of allowed) expect(page.text).toContain(`href="${path}?${parameter}=${value}"`);
      expect(JSON.parse(json.text)).toEqual({
        error: 'no-such-value',
        says: `This page knows no ${parameter} "ba<d".`,
        todo: `Take one of: ${allowed.join(', ')}.`,
        allowed,
      });
      for (const empty of ['', `?${parameter}=`, `?${parameter}=${allowed[1]}`])
        expect((await site.ask(path + empty)).status, empty).toBe(200);
    },
  );

  it.each([
    ['/rules/actor.vari', ['actor.vary']],
    ['/rules/licence', ['licence.offer-present']],
    ['/rules/zzzzzzzz', []],
    ['/boards/sever', ['now', 'server', 'relations', 'defederation', 'licence', 'ourselves']],
  ])('says of %s which names may have been meant', async (path, nearest) => {
    const page = await site.ask(path);
    const [, list = '', asked = ''] = path.split('/');

    expect(page.status).toBe(404);
    expect(plain(page.text)).toContain(`No ${list.slice(0, -1)} is called &quot;${asked}&quot;.`);
    expect(page.text).toContain(`<a href="/${list}">All ${list}</a>`);
    for (const name of nearest) expect(page.text).toContain(`<a href="/${list}/${name}">${name}</a>`);
    const json = await site.ask(`${path}?format=json`);
    expect(json.status).toBe(404);
    expect(JSON.parse(json.text)).toMatchObject({ error: 'no-such-page', nearest });
  });

  it('is searched for the name in it, as is an account', async () => {
    for (const pasted of ['https://ville.example/about?x=1', '@someone@ville.example', ' Ville.example/ '])
      expect((await site.ask(`/search?q=${encodeURIComponent(pasted)}`)).headers.location, pasted).toBe(
        '/servers/ville.example',
      );
  });
});
