import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Net } from '../../../crawler/net/net.ts';
import { createAuthority } from './connection/authority.ts';
import { type Handler, type Site, startSite } from './site.ts';
import { codeOf, impatient, labNet, openVisit } from './visit.ts';

const bomb = gzipSync(Buffer.alloc(50_000_000));
const text = JSON.stringify({ hello: 'world', filler: 'abc'.repeat(100) });
const encoded: Readonly<Record<string, Buffer>> = {
  gzip: gzipSync(text),
  br: brotliCompressSync(text),
  deflate: deflateSync(text),
};

const answers: Readonly<Record<string, Handler>> = {
  '/ok': (_, response) =>
    response
      .setHeader('set-cookie', ['b=secret', 'a=secret', '_mastodon_session=secret'])
      .setHeader('x-other', '1')
      .end(text),
  '/plain': (_, response) => response.end(text),
  '/raw-deflate': (_, response) =>
    response.setHeader('content-encoding', 'deflate').end(deflateRawSync(text)),
  '/lies': (_, response) => response.setHeader('content-encoding', 'gzip').end(text),
  '/twice': (_, response) =>
    response.setHeader('content-encoding', 'gzip, gzip').end(gzipSync(gzipSync(text))),
  '/empty-gzip': (_, response) => response.setHeader('content-encoding', 'gzip').end(),
  '/cut-gzip': (_, response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync(text).subarray(0, 40)),
  '/long': (_, response) => response.end('x'.repeat(200_000)),
  '/bomb': (_, response) => response.setHeader('content-encoding', 'gzip').end(bomb),
  '/drip': (_, response) => {
    const timer = setInterval(() => response.write('x'), 50);
    response.on('close', () => clearInterval(timer));
  },
  '/stall': (_, response) => response.write('x'),
  '/silent': () => {},
  '/many-headers': (_, response) => {
    for (let n = 0; n < 150; n += 1) response.setHeader(`x-${n}`, '1');
    response.end();
  },
  '/big-header': (_, response) => response.setHeader('x-big', 'x'.repeat(20_000)).end(),
};

let site: Site;
let net: Net;
let quick: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    const encoding = /^\/coded\/(.*)$/.exec(request.url ?? '')?.[1];
    if (encoding !== undefined) response.setHeader('content-encoding', encoding).end(encoded[encoding]);
    else answers[request.url ?? '']?.(request, response);
  });
  const lab = { connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`] as const], trustedCa: authority.pem };
  net = labNet(lab);
  quick = labNet(lab, impatient);
});

afterAll(async () => {
  await net.close();
  await quick.close();
  await site.close();
});

function get(path: string, options = {}) {
  return openVisit(net).get(`https://a.fedi.test${path}`, options);
}

describe('a GET', () => {
  it('says who asks, and nothing else that is not needed', async () => {
    await get('/plain', { accept: 'application/json' });

    expect(site.requests.at(-1)?.headers).toEqual({
      host: 'a.fedi.test',
      connection: 'keep-alive',
      'user-agent': 'Fediscope/0.1 (+https://monitor.example/about)',
      accept: 'application/json',
      'accept-encoding': 'gzip, br',
    });
  });

  it('records the exchange with its phases, kept headers and cookie names', async () => {
    const session = openVisit(net);
    const fetched = await session.get('https://a.fedi.test/ok');
    const [exchange] = session.takeRecording()().exchanges;

    expect(fetched.status).toBe(200);
    expect(exchange).toMatchObject({
      url: 'https://a.fedi.test/ok',
      address: '127.0.0.1',
      status: 200,
      cookieNames: ['[cookie]', '_mastodon_session'],
    });
    expect(Object.keys(exchange!.timings)).toEqual(['connectMs', 'tlsMs', 'waitMs', 'bodyMs', 'totalMs']);
    expect(exchange!.responseHeaders).not.toHaveProperty('x-other');
    expect(exchange!.body).toMatchObject({
      wireBytes: text.length,
      decodedBytes: text.length,
      truncated: false,
    });
    expect(Math.abs(exchange!.midpointMs! - Date.now())).toBeLessThan(5000);
  });

  it('keeps its connection for the next request of the visit', async () => {
    const session = openVisit(net);
    await session.get('https://a.fedi.test/plain');
    const before = site.connections();
    const again = await session.get('https://a.fedi.test/plain');

    expect(site.connections()).toBe(before);
    expect(again.hops[0].timings).not.toHaveProperty('connectMs');
    expect(again.hops[0].address).toBe('127.0.0.1');
  });

  it.each(['gzip', 'br', 'deflate'])('decodes %s', async (encoding) => {
    const fetched = await get(`/coded/${encoding}`);

    expect(Buffer.from(fetched.bytes).toString()).toBe(text);
    expect(fetched.hops[0].body?.wireBytes).toBe(encoded[encoding]!.length);
  });

  it('decodes deflate without its wrapper', async () => {
    expect(Buffer.from((await get('/raw-deflate')).bytes).toString()).toBe(text);
  });

  it('reads an empty body whatever its encoding says', async () => {
    expect((await get('/empty-gzip')).bytes).toHaveLength(0);
  });

  it.each([
    ['/lies', 'body-encoding', 'is not in the encoding it names'],
    ['/twice', 'body-encoding', 'is encoded twice'],
    ['/cut-gzip', 'body-cut-off', 'ends inside its compressed data'],
    ['/bomb', 'body-inflates', 'inflates a thousandfold'],
    ['/many-headers', 'http-head-too-large', 'has 150 header fields'],
    ['/big-header', 'http-head-too-large', 'has a header of 20,000 characters'],
  ])('of %s fails with %s: the answer %s', async (path, code) => {
    expect(await codeOf(get(path))).toBe(code);
  });

  it.each([
    ['/drip', 'body-timeout', 'drips without an end'],
    ['/stall', 'body-timeout', 'stops coming'],
    ['/silent', 'http-timeout', 'never begins'],
  ])('of %s fails with %s in time: the answer %s', async (path, code) => {
    const started = performance.now();

    expect(await codeOf(openVisit(quick).get(`https://a.fedi.test${path}`))).toBe(code);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('refuses a body over the cap, and records how much it read', async () => {
    const session = openVisit(net);
    const code = await codeOf(session.get('https://a.fedi.test/long', { maxBytes: 1000 }));

    expect(code).toBe('body-too-large');
    expect(session.takeRecording()().exchanges[0]?.body).toMatchObject({
      decodedBytes: 1000,
      truncated: true,
    });
  });

  it('reads at most one ratio of a bomb', async () => {
    const session = openVisit(net);
    await codeOf(session.get('https://a.fedi.test/bomb'));

    expect(session.takeRecording()().exchanges[0]?.body?.decodedBytes).toBeLessThan(2_000_000);
  });
});
