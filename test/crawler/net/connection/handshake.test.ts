import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Net } from '../../../../crawler/net/net.ts';
import { type Site, startPlainSite, startSite } from '../site.ts';
import { codeOf, host, labNet, openVisit } from '../visit.ts';
import { createAuthority, type Identity, type LeafOptions } from './authority.ts';

const ok = 'a.fedi.test';

/** Each host and the certificate it shows. */
const leaves: Readonly<Record<string, LeafOptions & { readonly stranger?: true }>> = {
  [ok]: { names: [ok, 'b.fedi.test'] },
  'rooted.fedi.test': { names: ['rooted.fedi.test'], send: 'rooted' },
  'expired.fedi.test': { names: ['expired.fedi.test'], from: -90, to: -1 },
  'early.fedi.test': { names: ['early.fedi.test'], from: 1 },
  'name.fedi.test': { names: ['elsewhere.fedi.test'] },
  'self.fedi.test': { names: ['self.fedi.test'], send: 'self' },
  'incomplete.fedi.test': { names: ['incomplete.fedi.test'], send: 'leaf' },
  'untrusted.fedi.test': { names: ['untrusted.fedi.test'], stranger: true },
  'private-root.fedi.test': { names: ['private-root.fedi.test'], stranger: true, send: 'rooted' },
};

const sites = new Map<string, Site>();
let plain: Site;
let renewed: Identity;
let net: Net;

beforeAll(async () => {
  const [authority, stranger] = await Promise.all([createAuthority('Ours'), createAuthority('Stranger')]);
  for (const [name, { stranger: foreign, ...leaf }] of Object.entries(leaves)) {
    const identity = await (foreign ? stranger : authority).issue(leaf);
    sites.set(
      name,
      await startSite(identity, (_, response) => response.end('{}'), { ALPNProtocols: ['http/1.1'] }),
    );
  }
  renewed = await authority.issue({ names: [ok, 'renewed.fedi.test'] });
  plain = await startPlainSite((_, response) => response.end());
  const connectTo = [...sites].map(([name, site]) => [name, `127.0.0.1:${site.port}`] as const);
  net = labNet({
    connectTo: [...connectTo, ['plain.fedi.test', `127.0.0.1:${plain.port}`]],
    trustedCa: authority.pem,
  });
});

afterAll(async () => {
  await net.close();
  await Promise.all([...sites.values(), plain].map((site) => site.close()));
});

function shake(name: string) {
  return openVisit(net).handshake(host(name));
}

describe('a handshake', () => {
  it('tells the certificates as sent, leaf first, and sends no request', async () => {
    const facts = await shake(ok);

    expect(facts).toMatchObject({ address: '127.0.0.1', protocol: 'TLSv1.3', alpn: 'http/1.1' });
    expect(facts.problem).toBeUndefined();
    // Who holds and who signed a certificate may be a person.
    expect(JSON.stringify(facts)).not.toContain('Ours');
    expect(facts.chain).toMatchObject([
      { names: [ok, 'b.fedi.test'], selfSigned: false },
      { names: [], selfSigned: false },
    ]);
    expect(facts.chain[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(Date.parse(facts.chain[0]!.validTo)).toBeGreaterThan(Date.now());
    expect(sites.get(ok)?.requests).toEqual([]);
  });

  it('lists a root that was sent unless our own store holds it, and no issuer that was not sent', async () => {
    const selfSigned = async (name: string) => (await shake(name)).chain.map((facts) => facts.selfSigned);

    expect(await selfSigned('private-root.fedi.test')).toEqual([false, false, true]);
    expect(await selfSigned('rooted.fedi.test')).toEqual([false, false]);
    expect(await selfSigned('incomplete.fedi.test')).toEqual([false]);
  });

  it.each([
    ['expired.fedi.test', 'tls-expired', 2],
    ['early.fedi.test', 'tls-not-yet-valid', 2],
    ['name.fedi.test', 'tls-name-mismatch', 2],
    ['self.fedi.test', 'tls-self-signed', 1],
    ['incomplete.fedi.test', 'tls-chain-incomplete', 1],
    ['untrusted.fedi.test', 'tls-untrusted', 2],
    ['private-root.fedi.test', 'tls-untrusted', 3],
  ])(
    'with %s finds %s and keeps the certificates; a GET fails with it',
    async (name, problem, certificates) => {
      const facts = await shake(name);

      expect(facts.problem).toBe(problem);
      expect(facts.chain).toHaveLength(certificates);
      expect(facts.chain[0]?.names).toEqual(leaves[name]?.names);
      expect(await codeOf(openVisit(net).get(`https://${name}/`))).toBe(problem);
      expect(sites.get(name)?.requests).toEqual([]);
    },
  );

  it('is not made again where the visit has a connection: that one shows the same', async () => {
    const alone = await shake(ok);
    const session = openVisit(net);
    await session.get(`https://${ok}/`);
    const before = sites.get(ok)!.connections();
    const { handshakeMs, ...facts } = await session.handshake(host(ok));

    expect({ ...facts, handshakeMs: alone.handshakeMs }).toEqual(alone);
    expect(handshakeMs).toBeGreaterThan(0);
    expect((await session.handshake(host(ok))).chain).toEqual(alone.chain);
    expect(sites.get(ok)!.connections()).toBe(before);
    await session.close();
  });

  it('with a port that speaks plain http comes to nothing', async () => {
    expect(await codeOf(shake('plain.fedi.test'))).toBe('tls-handshake');
    expect(await codeOf(openVisit(net).get('https://plain.fedi.test/'))).toBe('tls-handshake');
  });

  it('is never resumed: the next one sees a renewed certificate', async () => {
    const before = await shake(ok);
    await openVisit(net).get(`https://${ok}/`);
    sites.get(ok)?.rotate(renewed);
    const after = await shake(ok);

    expect(before.chain[0]?.names).toContain('b.fedi.test');
    expect(after.chain[0]?.names).toEqual([ok, 'renewed.fedi.test']);
  });
});
