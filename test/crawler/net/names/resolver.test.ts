import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Net } from '../../../../crawler/net/net.ts';
import { ProbeFailure } from '../../../../crawler/net/probe-failure.ts';
import { codeOf, host, labNet, openVisit } from '../visit.ts';
import { type DnsServer, startDns } from './dns-server.ts';

let dns: DnsServer;
let net: Net;

/** More than anybody balances a load over. */
const many = Array.from({ length: 2_000 }, (_, n) => `198.41.${n >> 8}.${n & 255}`);

beforeAll(async () => {
  dns = await startDns({
    'both.fedi.test': { A: ['198.41.0.4', '127.0.0.1'], AAAA: ['2001:503:ba3e::2:30'] },
    'v6.fedi.test': { AAAA: ['2001:503:ba3e::2:30'] },
    'empty.fedi.test': {},
    'broken.fedi.test': { rcode: 'SERVFAIL' },
    'refused.fedi.test': { rcode: 'REFUSED' },
    'silent.fedi.test': { rcode: 'silence' },
    'large.fedi.test': { A: ['198.41.0.4'], truncateUdp: true },
    'many.fedi.test': { A: many, truncateUdp: true },
    'hidden.fedi.test': { A: [...many, '10.0.0.1', '10.0.0.2'], truncateUdp: true },
    '_fediscope.both.fedi.test': { TXT: [['fediscope=', 'abc'], ['other']] },
  });
  net = labNet({ resolver: dns.address }, { connectTimeoutMs: 2000 });
});

afterAll(async () => {
  await net.close();
  await dns.close();
});

describe('resolving a name', () => {
  it('gives IPv4 first, with class and time to live', async () => {
    const facts = await openVisit(net).resolve(host('both.fedi.test'));

    expect(facts).toMatchObject({
      host: 'both.fedi.test',
      source: 'resolver',
      addresses: [
        { address: '198.41.0.4', family: 4, class: 'global', ttlSeconds: 60 },
        { address: '127.0.0.1', family: 4, class: 'lab', ttlSeconds: 60 },
        { address: '2001:503:ba3e::2:30', family: 6, class: 'global', ttlSeconds: 30 },
      ],
    });
    expect(facts.durationMs).toBeGreaterThan(0);
  });

  it('is enough with one family', async () => {
    expect((await openVisit(net).resolve(host('v6.fedi.test'))).addresses).toHaveLength(1);
  });

  it('comes back over TCP when the answer does not fit', async () => {
    expect((await openVisit(net).resolve(host('large.fedi.test'))).addresses[0]?.address).toBe('198.41.0.4');
  });

  it('takes the first of thousands, and does not overlook one behind them that forbids the name', async () => {
    const session = openVisit(net);
    const { addresses } = await session.resolve(host('many.fedi.test'));
    const hidden = await session.resolve(host('hidden.fedi.test'));

    expect(addresses.map(({ address }) => address)).toEqual(many.slice(0, 32));
    expect(hidden.addresses).toHaveLength(33);
    expect(hidden.addresses[32]).toMatchObject({ address: '10.0.0.1', class: 'private' });
    expect(await codeOf(session.get('https://hidden.fedi.test/'))).toBe('address-forbidden');
  });

  it.each([
    ['nowhere.fedi.test', 'dns-nxdomain'],
    ['empty.fedi.test', 'dns-no-address'],
    ['broken.fedi.test', 'dns-servfail'],
    ['refused.fedi.test', 'dns-refused'],
    ['silent.fedi.test', 'dns-timeout'],
  ])('of %s fails with %s, also for a GET', async (name, code) => {
    const session = openVisit(net);

    expect(await codeOf(session.resolve(host(name)))).toBe(code);
    expect(await codeOf(session.get(`https://${name}/`))).toBe(code);
  });

  it('stops waiting when the visit ends', async () => {
    const visit = new AbortController();
    const asking = codeOf(openVisit(net, 'hosted', visit.signal).resolve(host('silent.fedi.test')));
    visit.abort(new ProbeFailure('shutting-down'));

    expect(await asking).toBe('shutting-down');
  });
});

describe('text records', () => {
  it('are joined, each to one string', async () => {
    expect(await openVisit(net).resolveText('_fediscope.both.fedi.test')).toEqual(['fediscope=abc', 'other']);
  });

  it('are none where the name does not exist or has none', async () => {
    expect(await openVisit(net).resolveText('_fediscope.nowhere.test')).toEqual([]);
    expect(await openVisit(net).resolveText('both.fedi.test')).toEqual([]);
  });

  it('fail when the resolver does', async () => {
    expect(await codeOf(openVisit(net).resolveText('broken.fedi.test'))).toBe('dns-servfail');
  });
});

describe('a name that a lab maps to an address', () => {
  it('is asked of no resolver, nor are its text records when the lab has none', async () => {
    const lab = labNet({ connectTo: [['*.fedi.test', '[::1]:8443']] });
    const session = openVisit(lab);

    expect(await session.resolve(host('both.fedi.test'))).toMatchObject({
      source: 'connect-to',
      addresses: [{ address: '::1', family: 6, class: 'loopback' }],
    });
    expect(await session.resolveText('_fediscope.both.fedi.test')).toEqual([]);
    await lab.close();
  });

  it('is found by the first pattern that names it, one label a star', async () => {
    const lab = labNet({
      connectTo: [
        ['a.fedi.test', '127.0.0.2:1'],
        ['*.fedi.test', '127.0.0.3:1'],
      ],
      resolver: dns.address,
    });
    const address = async (name: string) => (await openVisit(lab).resolve(host(name))).addresses[0]?.address;

    expect([await address('a.fedi.test'), await address('b.fedi.test')]).toEqual(['127.0.0.2', '127.0.0.3']);
    expect(await codeOf(address('a.b.fedi.test'))).toBe('dns-nxdomain');
    await lab.close();
  });

  it.each(['127.0.0.1', 'name:1', '127.0.0.1:0', '127.0.0.1:70000', '::1:80'])(
    'is refused as "%s"',
    (target) => {
      expect(() => labNet({ connectTo: [['a.fedi.test', target]] })).toThrow(RangeError);
    },
  );
});

it('asks no public resolver for names that are not public', async () => {
  const outside = labNet({});

  expect(await codeOf(openVisit(outside).resolve(host('printer.local')))).toBe('url-forbidden');
  expect(await codeOf(openVisit(outside).resolve(host('hidden.onion')))).toBe('url-forbidden');
  await outside.close();
});
