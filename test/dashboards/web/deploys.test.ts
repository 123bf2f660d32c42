import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { host } from '../../store/examples.ts';
import { fleet } from './fleet.ts';
import { type Ask, depsOf, formOf, post, type Site, siteOf, storeWith } from './site.ts';

const path = '/annotations/deploys';
const token = 'a-token-of-the-operator';
const server = 'social.example';

let stored: Awaited<ReturnType<typeof storeWith>>;
let open: Site;
let guarded: Site;
let proxied: Site;

beforeAll(async () => {
  stored = await storeWith(fleet());
  open = await siteOf(depsOf(stored.store));
  guarded = await siteOf(depsOf(stored.store, { auth: { tokens: [token] } }));
  proxied = await siteOf(depsOf(stored.store, { auth: { header: 'x-user' } }));
});
afterAll(async () => {
  await Promise.all([open, guarded, proxied].map((site) => site.close()));
  await stored.close();
});

function json(fields: unknown, headers: Record<string, string> = {}): Ask {
  return {
    method: 'POST',
    body: JSON.stringify(fields),
    headers: { 'content-type': 'application/json', ...headers },
  };
}

const notes = async () => {
  const all = await stored.store.deploys({
    servers: [host(server)],
    since: '2000-01-01T00:00:00Z',
    limit: 100,
  });
  return all.map(({ note, by }) => `${note} by ${by}`);
};

describe('POST /annotations/deploys', () => {
  it('takes JSON from a program where nobody is asked who they are', async () => {
    const at = '2026-01-02T03:04:05Z';
    const answer = await open.ask(path, json({ server, at, note: 'from a program', by: 'ci' }));

    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.text)).toEqual({
      server,
      at: '2026-01-02T03:04:05.000Z',
      note: 'from a program',
      by: 'ci',
    });
    expect(await notes()).toContain('from a program by ci');
  });

  it('takes it with a token where tokens are asked for, and only then', async () => {
    const send = async (headers: Record<string, string>) =>
      (await guarded.ask(path, json({ server, note: 'with a token' }, headers))).status;

    expect(await send({})).toBe(401);
    expect(await send({ authorization: 'Bearer wrong' })).toBe(401);
    expect(await notes()).not.toContain('with a token by token holder');
    expect(await send({ authorization: `Bearer ${token}` })).toBe(201);
    expect(await notes()).toContain('with a token by token holder');
  });

  it('takes a form with its token, as any other form', async () => {
    const { csrf, cookie } = await formOf(open, `/servers/${server}`);
    const sent = await open.ask(path, post({ csrf, server, at: '', note: 'from a form' }, { cookie }));
    const without = await open.ask(path, post({ server, note: 'from elsewhere' }, { cookie }));

    expect([sent.status, sent.headers.location, without.status]).toEqual([303, `/servers/${server}`, 403]);
    expect(await notes()).toContain('from a form by somebody on the pages');
    expect((await notes()).join()).not.toContain('from elsewhere');
  });

  it.each<[string, () => Site, Record<string, string>]>([
    ['from a page of another site', () => open, { 'sec-fetch-site': 'cross-site' }],
    ['from another origin', () => open, { origin: 'https://evil.example' }],
    ['under a type that pages of other sites may send', () => open, { 'content-type': 'text/plain' }],
    ['with what a proxy adds by itself', () => proxied, { 'x-user': 'alice' }],
  ])('refuses JSON %s', async (_what, site, headers) => {
    const answer = await site().ask(path, json({ server, note: 'forged' }, headers));

    expect(answer.status).toBe(403);
    expect((await notes()).join()).not.toContain('forged');
  });

  it('tells a program that did not send JSON how to', async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await open.ask(path, json({ server, note: 'forgotten' }, type));

    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Content-Type: application/json');
    expect((await notes()).join()).not.toContain('forgotten');
  });

  it('lets JSON in nowhere else', async () => {
    expect((await open.ask(`/servers/${server}/recheck`, json({}))).status).toBe(403);
  });

  it.each([
    ['a server that is not watched', { server: 'nobody.example' }, 404, 'nobody.example is not watched here'],
    ['no server', { note: 'x' }, 400, 'server is missing'],
    ['a date in the future', { server, at: '2999-01-01T00:00:00Z' }, 400, 'at is in the future'],
    ['no object', 'x', 400, 'expected object'],
  ])('refuses %s and says why', async (_what, fields, status, says) => {
    const answer = await open.ask(path, json(fields));

    expect([answer.status, (JSON.parse(answer.text) as { says: string }).says]).toEqual([
      status,
      expect.stringContaining(says),
    ]);
  });

  it('refuses what is no JSON, and what is too large', async () => {
    const broken = { ...json({}), body: '{"server":' };
    const large = json({ server, note: 'x'.repeat(20_000) });

    expect([(await open.ask(path, broken)).status, (await open.ask(path, large)).status]).toEqual([400, 413]);
  });

  it('refuses a form that is no deploy with a page', async () => {
    const { csrf, cookie } = await formOf(open, `/servers/${server}`);
    const answer = await open.ask(path, post({ csrf, server: '<script>' }, { cookie }));

    expect(answer.status).toBe(400);
    expect(answer.text).toContain('This is no deploy');
    expect(answer.text).not.toContain('<script>');
  });
});
