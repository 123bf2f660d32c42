import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Net } from '../../../crawler/net/net.ts';
import { createAuthority, type Identity } from './connection/authority.ts';
import { type DnsServer, startDns } from './names/dns-server.ts';
import { type Site, startSite, startTcp } from './site.ts';
import { forbiddenHosts, forbiddenUrls } from './ssrf-vectors.ts';
import { codeOf, host, labNet, openVisit } from './visit.ts';

/** What names of the zone lead to; none of it may be reached. */
const forbiddenAnswers: Readonly<Record<string, { A?: string[]; AAAA?: string[] }>> = {
  'loopback.fedi.test': { A: ['127.0.0.1'] },
  'private.fedi.test': { A: ['10.1.2.3'] },
  'metadata.fedi.test': { A: ['169.254.169.254'] },
  'shared.fedi.test': { A: ['100.64.0.1'] },
  'zero.fedi.test': { A: ['0.0.0.0'] },
  'mixed.fedi.test': { A: ['198.41.0.4', '127.0.0.1'] },
  'mixed6.fedi.test': { A: ['198.41.0.4'], AAAA: ['::1'] },
  'mapped.fedi.test': { AAAA: ['::ffff:127.0.0.1'] },
  'nat64.fedi.test': { AAAA: ['64:ff9b::7f00:1'] },
  '6to4.fedi.test': { AAAA: ['2002:7f00:1::'] },
  'unallocated.fedi.test': { AAAA: ['4000::1'] },
  'isatap.fedi.test': { AAAA: ['2606:4700::5efe:7f00:1'] },
};

let sentinel: Site;
let dns: DnsServer;
let net: Net;

beforeAll(async () => {
  // Every port of the internet leads to this listener, so whatever gets past the guard is seen.
  sentinel = await startTcp((socket) => socket.destroy());
  dns = await startDns(forbiddenAnswers);
  const anywhere = ['*', '*.*', '*.*.*', '*.*.*.*'].map((pattern) => [pattern, `:${sentinel.port}`] as const);
  net = labNet({ connectTo: anywhere, resolver: dns.address, allowAddresses: [] });
});

afterAll(async () => {
  await net.close();
  await dns.close();
  await sentinel.close();
});

describe('the address guard', () => {
  it('has more than a hundred spellings to refuse', () => {
    expect(new Set([...forbiddenHosts, ...forbiddenUrls]).size).toBeGreaterThan(130);
  });

  it('refuses every spelling of an address or a local name', async () => {
    const session = openVisit(net);
    for (const spelling of forbiddenHosts) {
      expect([spelling, await codeOf(session.get(`https://${spelling}/`))]).toEqual([
        spelling,
        'url-forbidden',
      ]);
    }
    expect(session.takeRecording()().exchanges).toEqual([]);
  });

  it('refuses them over plain http too', async () => {
    const session = openVisit(net);
    for (const spelling of forbiddenHosts) {
      expect([spelling, await codeOf(session.get(`http://${spelling}/`, { allowHttp: true }))]).toEqual([
        spelling,
        'url-forbidden',
      ]);
    }
  });

  it('refuses URLs with another scheme, a port, a user name or no host', async () => {
    const session = openVisit(net);
    for (const url of forbiddenUrls)
      expect([url, await codeOf(session.get(url))]).toEqual([url, 'url-forbidden']);
  });

  it.each(Object.keys(forbiddenAnswers))(
    'does not connect to %s, and still tells its addresses',
    async (name) => {
      const session = openVisit(net);

      expect(await codeOf(session.get(`https://${name}/`))).toBe('address-forbidden');
      expect(await codeOf(session.handshake(host(name)))).toBe('address-forbidden');
      const { addresses } = await session.resolve(host(name));
      expect(addresses.length).toBe(Object.values(forbiddenAnswers[name]!).flat().length);
      expect(addresses.some((address) => !['global', 'lab'].includes(address.class))).toBe(true);
    },
  );

  it('opened no connection at all', () => {
    expect(sentinel.connections()).toBe(0);
  });

  it('is what kept the listener silent: it hears the same name once loopback is allowed', async () => {
    const lab = labNet({ connectTo: [['*.*.*', `:${sentinel.port}`]], resolver: dns.address });

    expect(await codeOf(openVisit(lab).get('https://loopback.fedi.test/'))).toBe('connect-reset');
    expect(sentinel.connections()).toBe(1);
    await lab.close();
  });

  it('holds for an address that a lab maps a name to', async () => {
    const mapped = labNet({
      connectTo: [['*.fedi.test', `127.0.0.1:${sentinel.port}`]],
      allowAddresses: ['127.0.0.2/32'],
    });

    const before = sentinel.connections();
    expect(await codeOf(openVisit(mapped).get('https://a.fedi.test/'))).toBe('address-forbidden');
    expect(sentinel.connections()).toBe(before);
    await mapped.close();
  });
});

describe('a name that changes its mind', () => {
  let identity: Identity;
  let site: Site;
  let trustedCa: string;

  beforeAll(async () => {
    const authority = await createAuthority();
    trustedCa = authority.pem;
    identity = await authority.issue({ names: ['*.fedi.test'] });
    site = await startSite(identity, (request, response) => {
      if (request.url === '/to-private') response.writeHead(302, { location: 'https://private.fedi.test/' });
      if (request.url === '/to-literal')
        response.writeHead(302, { location: 'https://169.254.169.254/latest/' });
      if (request.url === '/close') response.setHeader('connection', 'close');
      response.end('{}');
    });
  });

  afterAll(() => site.close());

  it('is resolved once a visit, so a second answer cannot rebind it', async () => {
    let asked = 0;
    const rebinding = await startDns({
      'a.fedi.test': () => {
        asked += 1;
        return { A: [asked <= 2 ? '127.0.0.1' : '10.0.0.1'] };
      },
    });
    const bound = labNet({
      connectTo: [['*.fedi.test', `:${site.port}`]],
      resolver: rebinding.address,
      trustedCa,
    });
    const session = openVisit(bound);
    // One question for each family; the connection is closed in between, so the second GET dials again.
    for (const path of ['/close', '/close'])
      expect((await session.get(`https://a.fedi.test${path}`)).status).toBe(200);
    expect(rebinding.questions.toSorted()).toEqual(['A a.fedi.test', 'AAAA a.fedi.test']);
    expect(await codeOf(openVisit(bound).get('https://a.fedi.test/'))).toBe('address-forbidden');
    await bound.close();
    await rebinding.close();
  });

  it('cannot lead a redirect into a private network', async () => {
    const zones = await startDns({
      'a.fedi.test': { A: ['127.0.0.1'] },
      'private.fedi.test': { A: ['10.0.0.1'] },
    });
    const lab = labNet({ connectTo: [['*.fedi.test', `:${site.port}`]], resolver: zones.address, trustedCa });

    expect(await codeOf(openVisit(lab).get('https://a.fedi.test/to-private'))).toBe('address-forbidden');
    expect(await codeOf(openVisit(lab).get('https://a.fedi.test/to-literal'))).toBe('redirect-malformed');
    await lab.close();
    await zones.close();
  });
});
