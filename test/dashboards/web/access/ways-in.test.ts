import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Auth } from '../../../../dashboards/web/deps.ts';
import { fleet, now } from '../fleet.ts';
import { formOf, post, type Site, siteOf, storeWith } from '../site.ts';
import { bearer, guardedDeps, logIn, tokenOf } from './people.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let nowMs = now;
const sites: Site[] = [];
const over = { host: 'monitor.example' };

async function siteWith(auth: Auth = {}): Promise<Site> {
  const clock = { now: () => nowMs, elapsed: () => 0 };
  const site = await siteOf(guardedDeps(stored.store, auth, { clock }));
  sites.push(site);
  return site;
}

beforeAll(async () => {
  stored = await storeWith(fleet());
});
beforeEach(() => {
  nowMs = now;
});
afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()));
  await stored.close();
});

describe('a token of which the configuration keeps the digest', () => {
  it('lets its holder in with its role and name, and the digest itself lets nobody in', async () => {
    const site = await siteWith();
    const { answer, cookie } = await logIn(site, tokenOf('legal'));

    expect(answer.status).toBe(303);
    const page = await site.ask('/', { headers: { cookie } });
    expect(page.text).toContain('You are read as <bdi>the legal</bdi>');
    expect(page.text).not.toContain('href="/audit"');
    const [digest] = (await import('./people.ts')).keptTokens.map(({ sha256 }) => sha256);
    expect((await logIn(site, digest ?? '')).answer.status).toBe(403);
    expect((await site.ask('/', { headers: { authorization: `Bearer ${digest}` } })).status).toBe(401);
  });

  it('goes beside tokens of the environment, whose holders are admins', async () => {
    const site = await siteWith({ tokens: ['a-token-of-enough-length'] });
    const headers = { authorization: 'Bearer a-token-of-enough-length' };

    expect((await site.ask('/audit', { headers })).status).toBe(200);
    expect((await site.ask('/audit', { headers: bearer('viewer') })).status).toBe(403);
  });
});

describe('the header of a proxy', () => {
  const users = { maria: { role: 'legal' }, '*': { role: 'viewer' } } as const;
  const named = (name: string) => ({ 'x-remote-user': name });

  it('gives each person their role', async () => {
    const site = await siteWith({ header: 'X-Remote-User', users });

    expect((await site.ask('/bundles/x', { headers: named('maria') })).status).toBe(200);
    expect((await site.ask('/bundles/x', { headers: named('somebody') })).status).toBe(403);
    const strict = await siteWith({ header: 'X-Remote-User', users: { maria: users.maria } });
    for (const name of ['somebody', 'constructor', '__proto__', 'toString'])
      expect((await strict.ask('/', { headers: named(name) })).status).toBe(401);
  });

  it('is ignored from anywhere but the proxies that are trusted', async () => {
    const elsewhere = await siteWith({ header: 'X-Remote-User', proxies: ['192.0.2.0/24'] });
    const here = await siteWith({ header: 'X-Remote-User', proxies: ['192.0.2.0/24', '127.0.0.0/8'] });

    expect((await elsewhere.ask('/', { headers: named('maria') })).status).toBe(401);
    const forged = { ...named('maria'), 'x-forwarded-for': '192.0.2.7' };
    expect((await elsewhere.ask('/', { headers: forged })).status).toBe(401);
    expect((await here.ask('/', { headers: named('maria') })).status).toBe(200);
  });
});

describe('guessing at tokens', () => {
  const wrong = { authorization: 'Bearer wrong' };

  it('is slowed down to one try a minute, by the form and as bearer alike, and a right token waits too', async () => {
    const site = await siteWith();
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await logIn(site, 'wrong')).answer.status);
    for (let count = 0; count < 7; count += 1)
      statuses.push((await site.ask('/', { headers: wrong })).status);

    expect(statuses).toEqual([403, 403, 403, 403, 403, 401, 401, 401, 401, 401, 429, 429]);
    const late = await site.ask('/', { headers: bearer('admin') });
    expect(late).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
    expect((await logIn(site, tokenOf('admin'))).answer.status).toBe(429);
    nowMs += 60_000;
    expect((await site.ask('/', { headers: bearer('admin') })).status).toBe(200);
  });

  it('slows down nobody who is logged in already, nor what everyone may read', async () => {
    const site = await siteWith();
    const { cookie } = await logIn(site, tokenOf('viewer'));
    for (let count = 0; count < 12; count += 1) await site.ask('/', { headers: wrong });

    expect((await site.ask('/', { headers: wrong })).status).toBe(429);
    expect((await site.ask('/', { headers: { cookie } })).status).toBe(200);
    expect((await site.ask('/about')).status).toBe(200);
  });

  it('counts by the address that a trusted proxy tells, and by no other', async () => {
    const proxied = await siteWith({ forwardedBy: ['127.0.0.0/8'] });
    const direct = await siteWith();
    const from = (address: string) => ({ ...wrong, 'x-forwarded-for': address });
    for (let count = 0; count < 11; count += 1) {
      // What stands left of the last hop was written by the client.
      await proxied.ask('/', { headers: from(`198.51.100.${count}, 192.0.2.1`) });
      await direct.ask('/', { headers: from(`192.0.2.${count}`) });
    }

    expect((await proxied.ask('/', { headers: from('192.0.2.1') })).status).toBe(429);
    expect((await proxied.ask('/', { headers: from('192.0.2.2') })).status).toBe(401);
    expect((await direct.ask('/', { headers: from('192.0.2.200') })).status).toBe(429);
  });
});

describe('writes', () => {
  it('of one account are slowed down after sixty, and come back', async () => {
    const site = await siteWith();
    const { cookie } = await logIn(site, tokenOf('reviewer'));
    const form = await formOf(site, '/', { cookie });
    const recheck = () =>
      site.ask('/servers/stadt.example/recheck', post({ csrf: form.csrf }, { cookie: form.cookie }));
    const statuses: number[] = [];
    for (let count = 0; count < 62; count += 1) statuses.push((await recheck()).status);

    expect(statuses.filter((status) => status === 303)).toHaveLength(60);
    expect(statuses.slice(60)).toEqual([429, 429]);
    expect(Number((await recheck()).headers['retry-after'])).toBeGreaterThan(0);
    nowMs += 1_000;
    expect((await recheck()).status).toBe(303);
  });
});

describe('a session', () => {
  it('is a new one after every login: one that was put into the browser before is worth nothing', async () => {
    const site = await siteWith();
    const fixed = 'fediscope-session=chosen-by-an-attacker';
    const first = await logIn(site, tokenOf('viewer'), { cookie: fixed });

    expect((await site.ask('/', { headers: { cookie: fixed } })).status).toBe(401);
    const mine = first.session?.split(';')[0] ?? '';
    const second = await logIn(site, tokenOf('admin'), { cookie: mine });
    expect(second.session?.split(';')[0]).not.toBe(mine);
    expect((await site.ask('/', { headers: { cookie: mine } })).status).toBe(401);
  });

  it('ends after four hours without a request, and twelve hours in any case', async () => {
    const site = await siteWith();
    const { cookie } = await logIn(site, tokenOf('viewer'));
    const status = async () => (await site.ask('/rules', { headers: { cookie } })).status;
    for (const hours of [3, 6, 9, 11]) {
      nowMs = now + hours * 3_600_000;
      expect(await status()).toBe(200);
    }
    nowMs = now + 12 * 3_600_000;
    expect(await status()).toBe(401);
    nowMs = now;
    const idle = await logIn(site, tokenOf('viewer'));
    nowMs = now + 4 * 3_600_000;
    expect((await site.ask('/rules', { headers: { cookie: idle.cookie } })).status).toBe(401);
  });

  it('has a cookie that scripts, other sites, other hosts and plain connections do not get', async () => {
    const site = await siteWith();
    const near = (await logIn(site, tokenOf('viewer'))).session;
    const far = (await logIn(site, tokenOf('viewer'), over)).session;
    const flags = 'Max-Age=43200; Path=/; HttpOnly; ';

    expect(near).toMatch(new RegExp(`^fediscope-session=[\\w-]{43}; ${flags}SameSite=Strict$`));
    expect(far).toMatch(new RegExp(`^__Host-fediscope-session=[\\w-]{43}; ${flags}Secure; SameSite=Strict$`));
    const value = far?.split(';')[0] ?? '';
    expect((await site.ask('/', { headers: { ...over, cookie: value } })).status).toBe(200);
    // Under the name that another host of the domain could have set it is not read.
    const plain = value.replace('__Host-', '');
    expect((await site.ask('/', { headers: { ...over, cookie: plain } })).status).toBe(401);
  });
});
