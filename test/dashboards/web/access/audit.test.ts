import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptLog } from '../../../store/examples.ts';
import { fleet, now } from '../fleet.ts';
import { formOf, post, type Site, siteOf, storeWith } from '../site.ts';
import { bearer, guardedDeps, logIn, tokenOf } from './people.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
let nowMs = now;
const clock = { now: () => (nowMs += 1), elapsed: () => 0 };

beforeAll(async () => {
  stored = await storeWith(fleet());
  site = await siteOf(guardedDeps(stored.store, {}, { clock }));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

const rows = async () => {
  const { acts } = JSON.parse((await site.ask('/audit?format=json', { headers: bearer('admin') })).text);
  return acts.map(({ account, act, subject, status }: Record<string, unknown>) => [
    account,
    act,
    subject,
    status,
  ]);
};

describe('the log of acts', () => {
  it('says who did what on what, with how it ended, refused acts and log-ins too', async () => {
    await logIn(site, 'a wrong secret');
    const { cookie } = await logIn(site, tokenOf('reviewer'));
    const form = await formOf(site, '/', { cookie });
    const send = (path: string, fields: Record<string, string> = {}) =>
      site.ask(path, post({ csrf: form.csrf, ...fields }, { cookie: form.cookie }));
    await send('/servers/stadt.example/recheck');
    await send('/annotations/deploys', { server: 'stadt.example', note: '4.5.2' });
    await site.ask('/bundles/x', { headers: { cookie } });
    await site.ask('/bundles/y', { headers: bearer('legal') });
    await send('/logout');

    expect(await rows()).toEqual([
      ['the reviewer', 'log-out', '/logout', 303],
      ['the legal', 'evidence', '/bundles/y', 200],
      ['the reviewer', 'evidence', '/bundles/x', 403],
      ['the reviewer', 'deploy', 'stadt.example', 303],
      ['the reviewer', 'recheck', '/servers/stadt.example/recheck', 303],
      ['the reviewer', 'log-in', '', 303],
      ['', 'log-in-refused', 'token', 403],
    ]);
  });

  it('holds no secret, as a page, as JSON and as CSV', async () => {
    await site.ask('/', { headers: { authorization: 'Bearer hunter2-hunter2' } });
    for (const format of ['', '?format=json', '?format=csv']) {
      const { status, text } = await site.ask(`/audit${format}`, { headers: bearer('admin') });

      expect(status).toBe(200);
      expect(text).toContain('the reviewer');
      for (const secret of ['hunter2', 'a wrong secret', tokenOf('reviewer')])
        expect(text).not.toContain(secret);
    }
  });

  it('that cannot be written stops nobody, and is told in the log of the process', async () => {
    const log = keptLog();
    const store = { ...stored.store, recordAct: () => Promise.reject(new Error('disk full')) };
    const broken = await siteOf(guardedDeps(store, {}, { log }));

    expect((await logIn(broken, tokenOf('viewer'))).answer.status).toBe(303);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { act: 'log-in', account: 'the viewer' } }]);
    await broken.close();
  });

  it('forgets what is older than its retention, and nothing else', async () => {
    const before = await stored.store.actCount();
    const act = {
      account: 'old',
      as: 'admin',
      address: '',
      act: 'recheck',
      subject: '',
      status: 200,
    } as const;
    await stored.store.recordAct({ ...act, at: '2025-12-01T00:00:00.000Z' });

    expect(await stored.store.actCount()).toBe(before + 1);
    await stored.store.expire({ days: { acts: 180 }, held: [] });
    expect(await stored.store.actCount()).toBe(before);
  });
});
