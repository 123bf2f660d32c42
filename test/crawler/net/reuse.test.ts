import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Net, NetOptions } from '../../../crawler/net/net.ts';
import { type Authority, createAuthority } from './connection/authority.ts';
import { type DnsServer, startDns } from './names/dns-server.ts';
import { type Site, startSite } from './site.ts';
import { codeOf, labNet, openVisit } from './visit.ts';

const accept = 'application/json';
const post = 'https://a.fedi.test/posts/115594728466213571';

let authority: Authority;
let site: Site;
let dns: DnsServer;
let net: Net;

beforeAll(async () => {
  authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    if (request.url === '/old') response.writeHead(302, { location: '/new' }).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"content":"secret words"}');
  });
  dns = await startDns({
    'a.fedi.test': { A: ['127.0.0.1', '127.0.0.2'] },
    'mixed.fedi.test': { A: ['127.0.0.1', '10.0.0.1'] },
  });
});

afterAll(async () => {
  await site.close();
  await dns.close();
});

beforeEach(() => {
  net = aNet();
  site.requests.length = 0;
});

afterEach(() => net.close());

function aNet(options: Partial<NetOptions> = {}): Net {
  const lab = { resolver: dns.address, trustedCa: authority.pem };
  return labNet({ ...lab, connectTo: [['*.fedi.test', `:${site.port}`]] }, options);
}

describe('an answer that may be used again', () => {
  it('costs one request, and is recorded wherever it is used', async () => {
    const session = openVisit(net);
    await session.get('https://a.fedi.test/old', { accept });
    const first = session.takeRecording()();
    const again = await session.get('https://a.fedi.test/old', { accept, reuse: true });

    expect(site.requests.map(({ url }) => url)).toEqual(['/old', '/new']);
    expect(again.url).toBe('https://a.fedi.test/new');
    expect(session.takeRecording()().exchanges).toEqual(first.exchanges);
  });

  it('is not that of another Accept header, nor of another visit', async () => {
    const session = openVisit(net);
    await session.get('https://a.fedi.test/1', { accept });
    await session.get('https://a.fedi.test/1', { accept: 'text/html', reuse: true });
    await openVisit(net).get('https://a.fedi.test/1', { accept, reuse: true });

    expect(site.requests).toHaveLength(3);
  });

  it('is asked for anew by whoever does not say so', async () => {
    const session = openVisit(net);
    await session.get('https://a.fedi.test/1');
    await session.get('https://a.fedi.test/1');

    expect(site.requests).toHaveLength(2);
  });

  it('leaves the budget of the visit alone', async () => {
    const each = { hosted: 1, unproven: 1, peer: 1 };
    const frugal = aNet({ requestsPerVisit: each });
    const session = openVisit(frugal);
    await session.get('https://a.fedi.test/1');

    expect((await session.get('https://a.fedi.test/1', { reuse: true })).status).toBe(200);
    expect(await codeOf(session.get('https://a.fedi.test/2'))).toBe('request-budget');
    await frugal.close();
  });
});

describe('a request that is pinned to an address', () => {
  it('goes there and nowhere else', async () => {
    const session = openVisit(net);
    const there = await session.get('https://a.fedi.test/', { address: '127.0.0.1' });

    expect(there.hops[0].address).toBe('127.0.0.1');
    // The listener has 127.0.0.1 only.
    expect(await codeOf(session.get('https://a.fedi.test/', { address: '127.0.0.2' }))).toBe(
      'connect-refused',
    );
  });

  it('ends with a redirect, which might lead to another address', async () => {
    const { status } = await openVisit(net).get('https://a.fedi.test/old', { address: '127.0.0.1' });

    expect(status).toBe(302);
  });

  it('passes the same guard: no address that the name does not have, none beside a forbidden one', async () => {
    const session = openVisit(net);

    expect(await codeOf(session.get('https://a.fedi.test/', { address: '127.0.0.3' }))).toBe(
      'address-forbidden',
    );
    expect(await codeOf(session.get('https://mixed.fedi.test/', { address: '127.0.0.1' }))).toBe(
      'address-forbidden',
    );
    expect(site.requests).toEqual([]);
  });
});

describe('what people wrote', () => {
  it('is read and not recorded: no body, and of the URL its origin only', async () => {
    const session = openVisit(net);
    const { bytes, url } = await session.get(post, { accept, record: 'origin' });
    const { exchanges, evidence } = session.takeRecording()();

    expect(new TextDecoder().decode(bytes)).toContain('secret words');
    expect(url).toBe(post);
    expect(exchanges.map((exchange) => exchange.url)).toEqual(['https://a.fedi.test/']);
    expect(evidence).toEqual([]);
    expect(JSON.stringify(exchanges)).not.toContain('115594728466213571');
  });

  it('leaves its URL where only the body is withheld', async () => {
    const session = openVisit(net);
    await session.get('https://a.fedi.test/outbox', { accept, record: 'head' });
    const { exchanges, evidence } = session.takeRecording()();

    expect(exchanges[0]?.url).toBe('https://a.fedi.test/outbox');
    expect(evidence).toEqual([]);
  });
});
