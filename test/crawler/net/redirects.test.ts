import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Net } from '../../../crawler/net/net.ts';
import { createAuthority } from './connection/authority.ts';
import { type Handler, type Site, startPlainSite, startSite } from './site.ts';
import { codeOf, labNet, openOwn, openVisit } from './visit.ts';

const long = `https://b.fedi.test/here?${'x'.repeat(1500)}`;

/** Where each path leads; the status is 302 unless the path says so. */
const locations: Readonly<Record<string, string>> = {
  '/other': 'https://b.fedi.test/here',
  '/relative': '../here',
  '/long': long,
  '/self': '/self',
  '/circle': '/circle-2',
  '/circle-2': 'https://a.fedi.test/circle#part',
  '/down': 'http://a.fedi.test/here',
  '/scheme': 'data:application/json,{}',
  '/port': 'https://b.fedi.test:8443/',
  '/userinfo': 'https://name@b.fedi.test/',
  '/literal': 'https://[::1]/',
  '/nowhere': 'https://',
  '/too-long': `/${'y'.repeat(2100)}`,
};

const answer: Handler = (request, response) => {
  const path = request.url ?? '';
  const step = /^\/steps\/(\d+)$/.exec(path)?.[1];
  if (step !== undefined && step !== '0') response.writeHead(307, { location: `/steps/${Number(step) - 1}` });
  else if (path in locations) response.writeHead(302, { location: locations[path]! });
  else if (path === '/no-location') response.writeHead(302);
  response.end(`at ${path}`);
};

let site: Site;
let plain: Site;
let net: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), answer);
  plain = await startPlainSite((_, response) =>
    response.writeHead(301, { location: 'https://a.fedi.test/here' }).end(),
  );
  net = labNet({
    connectTo: [
      ['plain.fedi.test', `127.0.0.1:${plain.port}`],
      ['*.fedi.test', `127.0.0.1:${site.port}`],
    ],
    trustedCa: authority.pem,
  });
});

afterAll(async () => {
  await net.close();
  await site.close();
  await plain.close();
});

function get(path: string, options = {}) {
  return openVisit(net).get(`https://a.fedi.test${path}`, options);
}

describe('a redirect', () => {
  it('to another host is followed, and every hop is an exchange', async () => {
    const session = openVisit(net);
    const fetched = await session.get('https://a.fedi.test/other');

    expect(fetched.url).toBe('https://b.fedi.test/here');
    expect(fetched.hops.map((hop) => [hop.url, hop.status])).toEqual([
      ['https://a.fedi.test/other', 302],
      ['https://b.fedi.test/here', 200],
    ]);
    expect(
      session
        .takeRecording()()
        .exchanges.map((exchange) => exchange.status),
    ).toEqual([302, 200, 200]);
    expect(Buffer.from(fetched.bytes).toString()).toBe('at /here');
  });

  it('is read relative to the URL that sent it', async () => {
    expect((await get('/relative')).url).toBe('https://a.fedi.test/here');
  });

  it('is followed whole, though evidence keeps only a part of its header', async () => {
    const { url, hops } = await get('/long');

    expect(url).toBe(long);
    expect(hops[0].responseHeaders['location']).toHaveLength(1024);
  });

  it('without a location is the answer, and so is any when none may be followed', async () => {
    expect((await get('/no-location')).status).toBe(302);
    expect((await get('/other', { maxRedirects: 0 })).status).toBe(302);
  });

  it('from http to https is followed when http may be asked', async () => {
    const fetched = await openOwn(net, 'plain.fedi.test').get('http://plain.fedi.test/', {
      allowHttp: true,
    });

    expect(fetched.hops.map((hop) => hop.url)).toEqual([
      'http://plain.fedi.test/',
      'https://a.fedi.test/here',
    ]);
  });

  it('is followed five times, not six', async () => {
    expect((await get('/steps/5')).hops).toHaveLength(6);
    expect(await codeOf(get('/steps/6'))).toBe('redirect-limit');
  });

  it.each([
    ['/self', 'redirect-loop'],
    ['/circle', 'redirect-loop'],
    ['/down', 'redirect-downgrade'],
    ['/scheme', 'redirect-malformed'],
    ['/port', 'redirect-malformed'],
    ['/userinfo', 'redirect-malformed'],
    ['/literal', 'redirect-malformed'],
    ['/nowhere', 'redirect-malformed'],
    ['/too-long', 'redirect-malformed'],
  ])('at %s ends in %s', async (path, code) => {
    expect(await codeOf(get(path))).toBe(code);
  });

  it('from https to http is refused even when http may be asked', async () => {
    expect(await codeOf(get('/down', { allowHttp: true }))).toBe('redirect-downgrade');
  });
});
