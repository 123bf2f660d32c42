import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Auth } from '../../../dashboards/web/deps.ts';
import { refuseExposure } from '../../../dashboards/web/exposure.ts';
import { localPath } from '../../../dashboards/web/pages/login.ts';
import { fleet, now } from './fleet.ts';
import { depsOf, formOf, post, type Site, siteOf, storeWith } from './site.ts';

const token = 'a-token-of-enough-length';
const page = { accept: 'text/html' };
let stored: Awaited<ReturnType<typeof storeWith>>;
let nowMs = now;
const sites: Site[] = [];

async function siteWith(auth: Auth): Promise<Site> {
  const site = await siteOf(depsOf(stored.store, { auth, clock: { now: () => nowMs, elapsed: () => 0 } }));
  sites.push(site);
  return site;
}

async function logIn(site: Site, secret: string, next = '/findings/legal') {
  const { csrf, cookie } = await formOf(site, '/login');
  const answer = await site.ask('/login', post({ csrf, secret, next }, { cookie }));
  const session = answer.headers['set-cookie']?.find((set) => set.startsWith('fediscope-session='));
  return { answer, session, cookie: `${cookie}; ${session?.split(';')[0]}` };
}

beforeAll(async () => {
  stored = await storeWith(fleet());
});
afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()));
  await stored.close();
});

describe('with tokens', () => {
  it('shows strangers only who we are, our source, and whether we live', async () => {
    const site = await siteWith({ tokens: [token] });

    for (const path of ['/about', '/source.tar.gz', '/healthz', '/login', '/assets/icon.svg'])
      expect((await site.ask(path)).status, path).toBe(200);
    for (const path of [
      '/',
      '/servers/social.example',
      '/findings/sre',
      '/rules',
      '/observations/x',
      '/evidence/x',
      '/?format=json',
    ]) {
      const answer = await site.ask(path);
      expect(answer.status, path).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('Bearer');
      expect(answer.text).not.toContain('social.example');
    }
  });

  it('leads a browser to the login and back to where it wanted to go', async () => {
    const site = await siteWith({ tokens: [token] });
    const sent = await site.ask('/findings/legal?page=2', { headers: page });

    expect(sent).toMatchObject({
      status: 303,
      headers: { location: '/login?next=%2Ffindings%2Flegal%3Fpage%3D2' },
    });
    const { answer, session, cookie } = await logIn(site, ` ${token} `);
    expect(answer).toMatchObject({ status: 303, headers: { location: '/findings/legal' } });
    expect(session).toMatch(/; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await site.ask('/', { headers: { cookie } })).status).toBe(200);
  });

  it('takes a bearer token, and no other', async () => {
    const site = await siteWith({ tokens: ['another-token-of-length', token] });
    const status = async (authorization: string) =>
      (await site.ask('/', { headers: { authorization } })).status;

    expect(await status(`Bearer ${token}`)).toBe(200);
    for (const wrong of ['Bearer ', 'Bearer wrong', `Basic ${token}`, token, `Bearer ${token}x`])
      expect(await status(wrong)).toBe(401);
  });

  it('turns a wrong token away, and a login without the form token too', async () => {
    const site = await siteWith({ tokens: [token] });
    const { answer, session } = await logIn(site, 'wrong');

    expect(answer.status).toBe(403);
    expect(answer.text).toContain('This token is not one of ours');
    expect(session).toBeUndefined();
    expect((await site.ask('/login', post({ secret: token }))).status).toBe(403);
  });

  it('ends a session at logout, and after twelve hours', async () => {
    const site = await siteWith({ tokens: [token] });
    const { cookie } = await logIn(site, token);
    const status = async (headers: Record<string, string>) => (await site.ask('/', { headers })).status;

    nowMs = now + 12 * 3_600_000 + 1;
    expect(await status({ cookie })).toBe(401);
    nowMs = now;
    const form = await formOf(site, '/', { cookie });
    expect((await site.ask('/logout', post({ csrf: form.csrf }, { cookie }))).status).toBe(303);
    expect(await status({ cookie })).toBe(401);
  });

  it('lets nobody in when there is no token', async () => {
    const site = await siteWith({ tokens: [] });

    expect((await site.ask('/', { headers: { authorization: 'Bearer undefined' } })).status).toBe(401);
    expect((await site.ask('/')).status).toBe(401);
  });
});

describe('with the header of a proxy', () => {
  it('reads the user from that header only, and shows it', async () => {
    const site = await siteWith({ header: 'X-Remote-User' });
    const named = await site.ask('/', { headers: { 'x-remote-user': 'maria<b>' } });

    expect(named.status).toBe(200);
    expect(named.text).toContain('You are read as <bdi>maria&lt;b&gt;</bdi>');
    for (const headers of [
      {},
      { 'x-user': 'maria' },
      { 'x-remote-user': ' ' },
      { authorization: `Bearer ${token}` },
    ])
      expect((await site.ask('/', { headers: headers as Record<string, string> })).status).toBe(401);
    expect((await site.ask('/login', { headers: { 'x-remote-user': 'maria' } })).status).toBe(404);
  });
});

describe('where a login leads', () => {
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '',
    undefined,
  ])('goes to the overview instead of %j', (next) => {
    expect(localPath(next)).toBe('/');
  });
});

describe('a listen address off loopback', () => {
  const at = (address: string) => ({ address, port: 8080 });

  it.each(['127.0.0.1', '127.8.9.1', '::1', 'localhost'])('may be %s without auth', (address) => {
    expect(refuseExposure(at(address), undefined)).toBeUndefined();
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', '2001:db8::1', 'monitor.example', ''])(
    'refuses %s without auth',
    (address) => {
      const reason = refuseExposure(at(address), undefined);

      expect(reason).toContain('set web.auth, or listen on 127.0.0.1');
      expect(reason).not.toContain('\n');
      expect(refuseExposure(at(address), {})).toBe(reason);
      expect(refuseExposure(at(address), { tokens: [] })).toBe(reason);
    },
  );

  it('names an address as the configuration does', () => {
    expect(refuseExposure(at('::'), undefined)).toMatch(/^web\.listen \[::\]:8080 can/);
    expect(refuseExposure(at('0.0.0.0'), undefined)).toMatch(/^web\.listen 0\.0\.0\.0:8080 can/);
  });

  it('wants tokens that cannot be guessed, and a header with a name', () => {
    expect(refuseExposure(at('0.0.0.0'), { tokens: [token] })).toBeUndefined();
    expect(refuseExposure(at('0.0.0.0'), { tokens: [token, 'short'] })).toContain(
      'shorter than 16 characters',
    );
    expect(refuseExposure(at('0.0.0.0'), { header: 'x-remote-user' })).toBeUndefined();
    expect(refuseExposure(at('0.0.0.0'), { header: '' })).toContain('web.auth.header is empty');
  });
});
