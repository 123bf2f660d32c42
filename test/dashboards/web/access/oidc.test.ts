import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Auth } from '../../../../dashboards/web/deps.ts';
import { grantsOf } from '../../../../dashboards/web/guard/oidc.ts';
import { fleet } from '../fleet.ts';
import { type Site, siteOf, storeWith } from '../site.ts';
import { guardedDeps } from './people.ts';
import { clientId, clientSecret, type OwnProvider, startProvider } from './provider.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let provider: OwnProvider;
let site: Site;
const roles = {
  admins: { role: 'admin' },
  lawyers: { role: 'legal' },
  town: { role: 'customer', customer: 'Stadt Beispiel' },
} as const;

const authOf = (): Auth => ({
  oidc: { issuer: provider.issuer, clientId, clientSecret, claim: 'groups', roles },
});

beforeAll(async () => {
  stored = await storeWith(fleet());
  provider = await startProvider();
  site = await siteOf(guardedDeps(stored.store, authOf()));
});
beforeEach(() => {
  provider.person = { sub: 'u1', preferred_username: 'maria', groups: ['lawyers', 'others'] };
  provider.fault = undefined;
});
afterAll(async () => {
  await site.close();
  await provider.close();
  await stored.close();
});

const cookieIn = (set: readonly string[] | undefined, name: string) =>
  set?.find((cookie) => cookie.startsWith(`${name}=`))?.split(';')[0] ?? '';

/** To the provider and back, as a browser goes. `change`: what somebody does to the way back. */
async function journey(next = '/findings/legal', change = (url: URL) => url) {
  const left = await site.ask(`/login/oidc?next=${encodeURIComponent(next)}`);
  const journeyCookie = cookieIn(left.headers['set-cookie'], 'fediscope-journey');
  const there = await fetch(left.headers.location ?? '', { redirect: 'manual' });
  const back = change(new URL(there.headers.get('location') ?? ''));
  const answer = await site.ask(back.pathname + back.search, { headers: { cookie: journeyCookie } });
  return {
    left,
    back,
    answer,
    journeyCookie,
    session: cookieIn(answer.headers['set-cookie'], 'fediscope-session'),
  };
}

function withParameter(url: URL, name: string, value: string): URL {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return changed;
}

const acts = async () => (await stored.store.acts({ limit: 1, offset: 0 }))[0];

describe('log-in by OpenID Connect', () => {
  it('leads to the provider and back, with the role that a claim gives', async () => {
    const { left, answer, session } = await journey();
    const asked = new URL(left.headers.location ?? '');

    expect(left.headers['set-cookie']?.[0]).toMatch(
      /^fediscope-journey=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: clientId,
      code_challenge_method: 'S256',
      redirect_uri: `${site.url}/login/callback`,
      state: expect.stringMatching(/^.{40,}$/),
      nonce: expect.stringMatching(/^.{40,}$/),
    });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('content="0;url=/findings/legal"');
    const page = await site.ask('/bundles/x', { headers: { cookie: session } });
    expect(page.status).toBe(200);
    expect((await site.ask('/audit', { headers: { cookie: session } })).status).toBe(403);
    expect((await site.ask('/', { headers: { cookie: session } })).text).toContain('<bdi>maria</bdi>');
  });

  it('lets the people of a customer see that customer’s servers', async () => {
    provider.person = { sub: 'u2', email: 'a@stadt.example', groups: ['town'] };
    const { session } = await journey();
    const status = async (path: string) => (await site.ask(path, { headers: { cookie: session } })).status;

    expect([await status('/servers/stadt.example'), await status('/servers/social.example')]).toEqual([
      200, 404,
    ]);
  });

  it('turns away whom no group gives a role, and writes that down', async () => {
    provider.person = { sub: 'u3', groups: ['others'] };
    const { answer, session } = await journey();

    expect({ status: answer.status, session }).toEqual({ status: 403, session: '' });
    expect(answer.text).toContain('You have no role here');
    expect(await acts()).toMatchObject({ act: 'log-in-refused', subject: 'oidc, no role: u3', account: '' });
  });

  it.each(['nonce', 'key', 'issuer', 'audience', 'expired'] as const)(
    'refuses an ID token with a wrong %s',
    async (fault) => {
      provider.fault = fault;
      const refused = provider.refused.length;
      const { answer, session } = await journey();

      // The provider gave its token: it is we who refuse.
      expect(provider.refused).toHaveLength(refused);
      expect({ status: answer.status, session }).toEqual({ status: 403, session: '' });
      expect(await acts()).toMatchObject({ act: 'log-in-refused', subject: 'oidc', address: '127.0.0.1' });
    },
  );

  it('refuses a way back with another state, or with a code of its own making', async () => {
    const before = provider.refused.length;
    const other = await journey('/', (url) => withParameter(url, 'state', 'x'.repeat(43)));
    const forged = await journey('/', (url) => withParameter(url, 'code', 'stolen'));

    expect([other.answer.status, forged.answer.status]).toEqual([403, 403]);
    expect([other.session, forged.session]).toEqual(['', '']);
    expect(provider.refused.slice(before)).toEqual(['invalid_grant']);
  });

  it('lets only the browser that left come back, and only once', async () => {
    const { back, journeyCookie } = await journey();
    const again = (headers: Record<string, string>) => site.ask(back.pathname + back.search, { headers });

    expect((await again({ cookie: journeyCookie })).status).toBe(403);
    expect((await again({})).status).toBe(403);
  });

  it('is slowed down for those who come back without having left: they cannot fill the log of acts', async () => {
    const fresh = await siteOf(guardedDeps(stored.store, authOf()));
    const before = await stored.store.actCount();
    const statuses: number[] = [];
    for (let count = 0; count < 23; count += 1)
      statuses.push((await fresh.ask('/login/callback?code=x&state=y')).status);

    expect(statuses.slice(19)).toEqual([403, 429, 429, 429]);
    expect(await stored.store.actCount()).toBe(before + 20);
    await fresh.close();
  });

  it('never leads to another site', async () => {
    const { answer } = await journey('//evil.example/');

    expect(answer.text).toContain('content="0;url=/"');
  });

  it('says so when the provider does not answer, and tries again', async () => {
    const gone = await startProvider();
    const lonely = await siteOf(
      guardedDeps(stored.store, { oidc: { issuer: gone.issuer, clientId, claim: 'groups', roles } }),
    );
    await gone.close();

    for (const _ of [1, 2]) {
      const answer = await lonely.ask('/login/oidc');
      expect(answer.status).toBe(502);
      expect(answer.text).not.toContain(gone.issuer);
    }
    await lonely.close();
  });
});

describe('the grants of a claim', () => {
  const claim = 'realm_access.roles';

  it('are found by its name, or by a path', () => {
    const admin = [{ role: 'admin' }];
    expect(grantsOf({ realm_access: { roles: ['admins'] } }, { claim, roles })).toEqual(admin);
    expect(grantsOf({ [claim]: 'admins' }, { claim, roles })).toEqual(admin);
  });

  it.each([
    {},
    { realm_access: null },
    { realm_access: { roles: 7 } },
    { realm_access: { roles: ['constructor', 'toString'] } },
    { realm_access: { roles: 'admins,lawyers' } },
  ])('are none in %j', (claims) => {
    expect(grantsOf(claims, { claim, roles })).toEqual([]);
  });
});
