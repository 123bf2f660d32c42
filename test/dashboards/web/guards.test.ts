import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recheck } from '../../../dashboards/web/deps.ts';
import { keptLog } from '../../store/examples.ts';
import { fleet } from './fleet.ts';
import { depsOf, formOf, post, type Site, siteOf, storeWith } from './site.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
let visits: string[] = [];
let answer: Recheck = 'queued';
const path = '/servers/social.example';

beforeAll(async () => {
  stored = await storeWith(fleet());
  const recheck = async (host: string) => {
    visits.push(host);
    return answer;
  };
  site = await siteOf(depsOf(stored.store, { recheck }));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

describe('Host', () => {
  it.each(['127.0.0.1', '127.0.0.1:9999', 'localhost:8080', '[::1]:8080', 'LOCALHOST', 'monitor.example'])(
    'answers to %s',
    async (host) => {
      expect((await site.ask('/', { headers: { host } })).status).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'evil.example:8080',
    '127.0.0.1.evil.example',
    'monitor.example.evil.example',
    '10.0.0.1',
  ])('refuses %s with 421', async (host) => {
    for (const asked of ['/', '/about', '/healthz', '/source.tar.gz']) {
      const { status, headers } = await site.ask(asked, { headers: { host } });
      expect(status).toBe(421);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    }
  });

  it.each(['a b', '<script>', 'user@127.0.0.1', '127.0.0.1:port', '127.0.0.1/x'])(
    'refuses %s with 400',
    async (host) => {
      expect((await site.ask('/', { headers: { host } })).status).toBe(400);
    },
  );

  it('answers to any address, but to no other name, when it listens on all', async () => {
    const all = depsOf(stored.store, { listen: { address: '0.0.0.0', port: 0 }, auth: { header: 'x-user' } });
    const open = await siteOf(all);
    const status = async (host: string) => (await open.ask('/healthz', { headers: { host } })).status;

    expect(await status('192.0.2.7:8080')).toBe(200);
    expect(await status('evil.example')).toBe(421);
    await open.close();
  });
});

describe('re-check now', () => {
  it('asks for a visit and says so after a redirect', async () => {
    const { csrf, cookie } = await formOf(site, path);
    for (const [result, says] of [
      ['queued', 'A visit was queued'],
      ['already-running', 'A visit is already running'],
      ['unknown', 'does not know this server yet'],
    ] as const) {
      visits = [];
      answer = result;
      const sent = await site.ask(`${path}/recheck`, post({ csrf }, { cookie }));

      expect(sent).toMatchObject({ status: 303, headers: { location: `${path}?recheck=${result}` } });
      expect(visits).toEqual(['social.example']);
      expect((await site.ask(sent.headers.location ?? '')).text).toContain(says);
    }
  });

  it('says until when it is refused', async () => {
    const untilMs = Date.UTC(2026, 10, 22, 4, 5);
    const { csrf, cookie } = await formOf(site, path);
    for (const [result, says] of [
      [{ refused: 'resting', untilMs }, 'left alone for now'],
      [{ refused: 'too-soon', untilMs }, 'a few minutes ago'],
      [{ refused: 'resting', untilMs: Number.POSITIVE_INFINITY }, 'gone for good'],
    ] as const) {
      answer = result;
      const sent = await site.ask(`${path}/recheck`, post({ csrf }, { cookie }));
      const { text } = await site.ask(sent.headers.location ?? '');

      expect(sent.status).toBe(303);
      expect(text).toContain(says);
      expect(text.includes('2026-11-22 04:05')).toBe(result.untilMs === untilMs);
    }
    const { text } = await site.ask(`${path}?recheck=resting&until=%3Cb%3Esoon`);
    expect(text).not.toContain('soon');
  });

  it('is done only with the token of the same browser', async () => {
    visits = [];
    const mine = await formOf(site, path);
    const other = await formOf(site, path);

    for (const [fields, cookie] of [
      [{}, mine.cookie],
      [{ csrf: '' }, mine.cookie],
      [{ csrf: other.csrf }, mine.cookie],
      [{ csrf: mine.csrf }, ''],
      [{ csrf: mine.csrf }, 'fediscope-form=x'],
    ] as const) {
      const sent = await site.ask(`${path}/recheck`, post(fields, cookie === '' ? {} : { cookie }));
      expect(sent.status).toBe(403);
    }
    expect((await site.ask(`${path}/recheck`, { method: 'POST' })).status).toBe(403);
    expect(visits).toEqual([]);
  });

  it('is done only for a page of ours', async () => {
    visits = [];
    const { csrf, cookie } = await formOf(site, path);
    const from = async (headers: Record<string, string>) => {
      const { headers: usual, ...rest } = post({ csrf }, { cookie });
      const { 'sec-fetch-site': _, ...without } = usual ?? {};
      return (await site.ask(`${path}/recheck`, { ...rest, headers: { ...without, ...headers } })).status;
    };

    expect(await from({ origin: 'https://evil.example' })).toBe(403);
    expect(await from({ origin: 'null' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await from({ origin: 'http://127.0.0.1:1' })).toBe(403);
    expect(visits).toEqual([]);
    expect(await from({ origin: site.url })).toBe(303);
    expect(await from({ origin: 'https://monitor.example' })).toBe(303);
    expect(await from({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(303);
  });

  it('keeps the form cookie from scripts and from other sites', async () => {
    const [cookie] = (await site.ask(path)).headers['set-cookie'] ?? [];

    expect(cookie).toMatch(/^fediscope-form=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const proxied = await site.ask(path, { headers: { host: 'monitor.example' } });
    expect(proxied.headers['set-cookie']?.[0]).toContain('; Secure');
  });

  it('is not offered where nothing crawls', async () => {
    const quiet = depsOf(stored.store);
    const { recheck: _, ...without } = quiet;
    const still = await siteOf(without);

    expect((await still.ask(path)).text).not.toContain('Re-check now');
    await still.close();
  });
});

describe('other requests', () => {
  it('refuses every method but GET, HEAD and POST', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await site.ask('/', { method })).status).toBe(405);
    expect(await site.ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });

  it('refuses a body that no form of ours has', async () => {
    const big = post({ csrf: 'x'.repeat(20_000) });
    expect((await site.ask(`${path}/recheck`, big)).status).toBe(413);
    const odd = { ...post({}), body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=y' } };
    expect((await site.ask(`${path}/recheck`, odd)).status).toBe(403);
  });

  it('makes a page without a stack when we made a mistake, and logs it', async () => {
    const log = keptLog();
    const broken = { ...stored.store, newestObservation: () => Promise.reject(new Error('secret detail')) };
    const failing = await siteOf(depsOf(broken, { log }));
    const { status, text, headers } = await failing.ask('/');

    expect(status).toBe(500);
    expect(text).toContain('We made a mistake');
    expect(text).not.toMatch(/secret detail|\.ts:/);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { path: '/' } }]);
    await failing.close();
  });
});
