import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Net } from '../../../crawler/net/net.ts';
import { tarOf, zipOf } from '../../forge/archives.ts';
import { agpl, gpl } from '../../forge/licences.ts';
import { createAuthority } from '../net/connection/authority.ts';
import { type Handler, type Site, startSite } from '../net/site.ts';
import { labNet } from '../net/visit.ts';
import { ask } from './visiting.ts';

const changed = 'Mon, 12 Oct 2026 10:00:00 GMT';
const filler = Array.from({ length: 3_000 }, (_, number) => ({
  name: `r-1/app/file-${number}.rb`,
  text: `${number}`,
}));
const bomb = { name: 'r-1/LICENSE', text: 'a'.repeat(50_000_000) };

/** A directory that says its files are elsewhere and larger than they are. */
const lying = zipOf([{ name: 'LICENSE', text: agpl, claims: 4_000_000_000 }]);
const files: Readonly<Record<string, Buffer>> = {
  '/good.zip': zipOf([
    { name: 'r-1/README.md', text: 'x' },
    { name: 'r-1/LICENSE', text: agpl },
  ]),
  '/large.zip': zipOf([{ name: 'r-1/COPYING', text: agpl }, ...filler]),
  '/other.zip': zipOf([{ name: 'LICENSE', text: gpl }]),
  '/bare.zip': zipOf([
    { name: 'app/models/a.rb', text: 'x' },
    { name: 'a/b/c/LICENSE', text: agpl },
  ]),
  '/bomb.zip': zipOf([bomb]),
  '/lying.zip': lying,
  '/cut.zip': lying.subarray(0, 40),
  '/good.tar.gz': tarOf([
    { name: 'r-1/app.rb', text: 'x' },
    { name: 'r-1/LICENSE', text: agpl },
  ]),
  '/bomb.tar.gz': tarOf([bomb]),
  '/none.tar.gz': Buffer.from('no archive'),
  '/empty.zip': Buffer.alloc(0),
};

let site: Site;
let net: Net;
let sent = 0;

const pages: Readonly<Record<string, string>> = {
  '/page.zip': '<!doctype html><p>Hello',
  '/login.zip': '<!doctype html><input type=password>',
};

/** A web server that knows ranges, unless the path says otherwise. */
const serve: Handler = (request, response) => {
  const url = request.url ?? '';
  const page = pages[url];
  const file = files[url.replace('/whole', '')];
  if (page !== undefined) return void response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  if (file === undefined) return void response.writeHead(404).end();
  const part = url.startsWith('/whole') ? file : partOf(file, request.headers.range ?? '');
  sent += part.length;
  const headers = { 'last-modified': changed, 'content-type': 'application/octet-stream' };
  response.writeHead(part === file ? 200 : 206, headers).end(part);
};

/** Source: RFC 9110 §14.1.2. */
function partOf(file: Buffer, range: string): Buffer {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d+)$/.exec(range) ?? [];
  return first === '' ? file.subarray(-Number(last)) : file.subarray(Number(first), Number(last) + 1);
}

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), serve);
  net = labNet({ connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`]], trustedCa: authority.pem });
});
afterAll(async () => {
  await net.close();
  await site.close();
});

const read = (path: string) => ask(net, `https://files.fedi.test${path}`, { kind: 'archive' });

describe('an offered archive', () => {
  test.each([
    ['/good.zip', 'agpl'],
    ['/large.zip', 'agpl'],
    ['/other.zip', 'other'],
    ['/bare.zip', 'absent'],
    ['/good.tar.gz', 'agpl'],
  ])('%s tells its licence and its age', async (path, licence) => {
    expect(await read(path)).toEqual({
      url: `https://files.fedi.test${path}`,
      kind: 'archive',
      state: 'reachable',
      licence,
      asked: {},
      newestAt: '2026-10-12T10:00:00.000Z',
    });
  });

  test.each(['/bomb.zip', '/lying.zip', '/cut.zip', '/bomb.tar.gz', '/whole/good.zip'])(
    '%s is there, and its licence is not read',
    async (path) => {
      const before = sent;

      expect(await read(path)).toMatchObject({ state: 'reachable', licence: 'unread' });
      expect(sent - before).toBeLessThan(3_000_000);
    },
  );

  test.each([
    ['/page.zip', 'not-source'],
    ['/login.zip', 'login-page'],
    ['/nothing.zip', 'absent'],
    ['/empty.zip', 'not-source'],
    ['/none.tar.gz', 'not-source'],
  ])('%s is none: %s', async (path, state) => {
    expect(await read(path)).toMatchObject({ state, licence: 'unread' });
  });
});
