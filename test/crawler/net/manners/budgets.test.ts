import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Budgets, type SharedBudgets } from '../../../../crawler/net/manners/budgets.ts';
import { addressGroup, isCdnAddress } from '../../../../crawler/net/manners/cdn.ts';
import { Lanes } from '../../../../crawler/net/manners/lanes.ts';
import { registrableDomain } from '../../../../crawler/net/names/registrable.ts';
import type { Net, NetOptions } from '../../../../crawler/net/net.ts';
import { ProbeFailure } from '../../../../crawler/net/probe-failure.ts';
import type { Consent } from '../../../../model/observation.ts';
import { generous, realClock } from '../../../visiting.ts';
import { createAuthority } from '../connection/authority.ts';
import { type SeenRequest, type Site, startSite } from '../site.ts';
import { codeOf, host, labNet } from '../visit.ts';

let site: Site;
let trustedCa: string;
const nets: Net[] = [];

beforeAll(async () => {
  const authority = await createAuthority();
  trustedCa = authority.pem;
  const names = ['*.one.test', '*.two.test', '*.three.test', '*.four.test', '*.five.test'];
  site = await startSite(await authority.issue({ names }), (request, response) => {
    if (request.url === '/endless') response.write('[0,');
    else if (request.url !== '/never') setTimeout(() => response.end('{}'), 20);
  });
});

afterAll(async () => {
  await Promise.all(nets.map((net) => net.close()));
  await site.close();
});

/** Everyone lives on one address, whatever the name. */
function open(budgets: Partial<SharedBudgets>, options: Partial<NetOptions> = {}): Net {
  const connectTo = ['one', 'two', 'three', 'four', 'five'].map(
    (name) => [`*.${name}.test`, `127.0.0.1:${site.port}`] as const,
  );
  const net = labNet({ connectTo, trustedCa }, { budgets: { ...generous, ...budgets }, ...options });
  nets.push(net);
  return net;
}

/** The host-meta of a host, asked by a visit of its own; robots.txt is one more request. */
function ask(net: Net, name: string, consent: Consent = 'peer', path = '/') {
  const session = net.open({ host: host(name), consent, signal: new AbortController().signal });
  return codeOf(session.get(`https://${name}${path}`).then(({ status }) => status));
}

function seen(suffix: string): readonly SeenRequest[] {
  return site.requests.filter((request) => request.host.endsWith(suffix));
}

const mostInFlight = (requests: readonly SeenRequest[]) =>
  Math.max(...requests.map(({ at }) => requests.filter((o) => o.at <= at && at < (o.doneAt ?? 1e12)).length));
const lastsMs = (requests: readonly SeenRequest[]) => requests.at(-1)!.at - requests[0]!.at;

describe('names below one registrable domain', () => {
  it('share a rate and a number of requests in flight', async () => {
    const net = open({ domain: { requestsPerSecond: 20, atOnce: 2 } }, { maxWaitMs: 20_000 });
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => ask(net, `${name}.one.test`)));
    const requests = seen('.one.test');

    expect(requests).toHaveLength(10);
    expect(mostInFlight(requests)).toBeLessThanOrEqual(2);
    // Nine intervals of 50 ms, with one of slack for the first connection.
    expect(lastsMs(requests)).toBeGreaterThanOrEqual(8 * 50);
  });

  it.each([
    ['because it said nothing', '/never', 'http-timeout', { idleTimeoutMs: 300 }],
    ['because the visit was over', '/never', 'visit-deadline', {}],
    ['because it said more than we take', '/endless', 200, {}],
  ])('wait for one that we hung up on %s until it has seen that', async (_why, path, code, limits) => {
    const net = open({}, limits);
    const signal = code === 'visit-deadline' ? AbortSignal.timeout(300) : new AbortController().signal;
    const session = net.open({ host: host('slow.four.test'), consent: 'hosted', signal });
    const asking = session.get(`https://slow.four.test${path}`, { maxBytes: 2, truncate: true });
    expect(await codeOf(asking.then(({ status }) => status))).toBe(code);
    await session.close();
    const endedAt = performance.now();
    expect(await ask(net, 'slow.four.test', 'hosted')).toBe(200);

    // Timers may be a millisecond early.
    expect(seen('slow.four.test').at(-1)!.at - endedAt).toBeGreaterThanOrEqual(999);
  });

  it('get their place back where nobody can say what address a host has', async () => {
    const budgets = new Budgets(
      { ...generous, domain: { requestsPerSecond: 1_000, atOnce: 1 } },
      { clock: realClock() },
    );
    const { signal } = new AbortController();
    const order = { host: host('a.one.test'), consent: 'peer', maxWaitMs: 500, signal } as const;
    const addressOf = () => {
      throw new ProbeFailure('dns-nxdomain');
    };
    const codes = [];
    for (const round of [1, 2])
      codes.push([round, await codeOf((async () => budgets.admit({ ...order, addressOf }))())]);

    expect(codes).toEqual([
      [1, 'dns-nxdomain'],
      [2, 'dns-nxdomain'],
    ]);
  });

  it('do not hold up another domain', async () => {
    const net = open({ domain: { requestsPerSecond: 0.5, atOnce: 1 } });
    const waiting = ask(net, 'slow.two.test');
    expect(await ask(net, 'quick.three.test', 'peer', '/robots.txt')).toBe(200);
    await waiting;
  });
});

describe('names on one address', () => {
  it('share a rate whatever their domain, and who would wait too long hears so at once', async () => {
    const net = open({ address: { requestsPerSecond: 2, atOnce: 4 } }, { maxWaitMs: 900 });
    const names = ['x.one.test', 'x.two.test', 'x.three.test', 'x.four.test', 'x.five.test'];
    const started = performance.now();
    const codes = await Promise.all(names.map((name) => ask(net, name, 'peer', '/robots.txt')));

    expect(codes.toSorted()).toEqual([200, 200, 'address-budget', 'address-budget', 'address-budget']);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('that wait behind one that never answers give up in time, and say why', async () => {
    const budgets = { domain: { requestsPerSecond: 100, atOnce: 1 } };
    const net = open(budgets, { maxWaitMs: 200, idleTimeoutMs: 1_000 });
    const stuck = ask(net, 'stuck.four.test', 'hosted', '/never');
    const peer = ask(net, 'first.four.test', 'peer', '/never');
    expect(await ask(net, 'second.four.test')).toBe('domain-budget');
    await Promise.all([stuck, peer]);
  });

  it('never take anything from a hosted server there', async () => {
    const net = open({ address: { requestsPerSecond: 0.2, atOnce: 1 } }, { maxWaitMs: 20_000 });
    const visit = new AbortController();
    const crowd = ['p', 'q', 'r'].map((name) => {
      const session = net.open({ host: host(`${name}.five.test`), consent: 'peer', signal: visit.signal });
      return codeOf(session.get(`https://${name}.five.test/`));
    });
    const started = performance.now();
    expect(await ask(net, 'ours.five.test', 'hosted')).toBe(200);
    expect(performance.now() - started).toBeLessThan(1_000);
    visit.abort();
    expect(await Promise.all(crowd)).toEqual(['visit-deadline', 'visit-deadline', 'visit-deadline']);
  });
});

describe('what is shared', () => {
  it.each([
    ['a.b.example.co.uk', 'example.co.uk'],
    ['one.github.io', 'one.github.io'],
    ['x.fedi.test', 'fedi.test'],
    ['github.io', 'github.io'],
  ])('%s is registered as %s', (name, domain) => {
    expect(registrableDomain(host(name))).toBe(domain);
  });

  it('is the address, or the network an IPv6 customer has', () => {
    expect(addressGroup('192.0.2.7')).toBe('192.0.2.7');
    expect(addressGroup('2001:db8:1:2::7')).toBe(addressGroup('2001:db8:1:2:ffff::1'));
    expect(addressGroup('2001:db8:1:2::7')).not.toBe(addressGroup('2001:db8:1:3::7'));
  });

  it.each([
    ['104.16.1.1', true],
    ['2606:4700::6810:1', true],
    ['151.101.1.1', true],
    ['193.0.0.1', false],
    ['2001:67c::1', false],
    ['nonsense', false],
  ])('%s as an edge of a content delivery network: %s', (address, isEdge) => {
    expect(isCdnAddress(address)).toBe(isEdge);
  });
});

describe('memory', () => {
  it('of hosts, domains and addresses is bounded, and what is in use is not forgotten', async () => {
    const lanes = new Lanes(10, realClock(), 100);
    const budgets = new Budgets(generous, { clock: realClock() }, 100);
    const signal = new AbortController().signal;
    const order = { consent: 'peer', maxWaitMs: 100, signal } as const;
    const stay = await budgets.admit({
      ...order,
      host: host('kept.test'),
      addressOf: async () => '192.0.2.1',
    });
    for (let n = 0; n < 5_000; n += 1) {
      const name = host(`h.d${n}.test`);
      const addressOf = async () => `10.0.${n >> 8}.${n & 255}`;
      const admit = () => budgets.admit({ ...order, host: name, addressOf });
      await lanes.run(name, { intervalMs: 0, notBefore: 0, signal, admit }, async () => {});
    }

    expect(lanes.size).toBeLessThanOrEqual(100);
    expect(budgets.size).toBeLessThanOrEqual(102);
    stay();
  });
});
