import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../../crawler/net/manners/retry-after.ts';
import type { Net, NetOptions } from '../../../../crawler/net/net.ts';
import { ProbeFailure } from '../../../../crawler/net/probe-failure.ts';
import { createAuthority } from '../connection/authority.ts';
import { type SeenRequest, type Site, startSite } from '../site.ts';
import { codeOf, labNet, openOwn, openVisit } from '../visit.ts';

const each = (value: number) => ({ hosted: value, unproven: value, peer: value });

let site: Site;
let trustedCa: string;
const nets: Net[] = [];

beforeAll(async () => {
  const authority = await createAuthority();
  trustedCa = authority.pem;
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    if (request.url === '/busy') response.writeHead(429, { 'retry-after': '60' }).end();
    else if (request.url === '/full') response.writeHead(429).end();
    else if (request.url === '/soon') response.writeHead(503, { 'retry-after': '1' }).end();
    else if (request.url === '/hang') response.write('x');
    else if (request.url === '/never') return;
    else setTimeout(() => response.end('{}'), 20);
  });
});

afterAll(async () => {
  await Promise.all(nets.map((net) => net.close()));
  await site.close();
});

function open(options: Partial<NetOptions> = {}): Net {
  const net = labNet({ connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`]], trustedCa }, options);
  nets.push(net);
  return net;
}

function seenBy(name: string): readonly SeenRequest[] {
  return site.requests.filter((request) => request.host === name);
}

describe('one host', () => {
  it('never has two requests in flight, whoever asks, and its interval is kept', async () => {
    const net = open({ hostIntervalMs: each(100) });
    const visits = [1, 2, 3].map(() => openOwn(net, 'one.fedi.test'));
    await Promise.all(visits.flatMap((visit) => [1, 2].map((n) => visit.get(`https://one.fedi.test/${n}`))));
    const seen = seenBy('one.fedi.test');

    expect(seen).toHaveLength(6);
    for (const [at, request] of seen.entries()) {
      if (at === 0) continue;
      expect(request.at).toBeGreaterThanOrEqual(seen[at - 1]!.doneAt!);
    }
    // Starts are spaced, arrivals follow when a connection stands: so the whole is measured, with one interval of slack.
    expect(seen.at(-1)!.at - seen[0]!.at).toBeGreaterThanOrEqual(4 * 100);
  });

  it('does not hold up another', async () => {
    const net = open({ hostIntervalMs: each(60_000) });
    await Promise.all(
      ['x', 'y', 'z'].map((name) => openOwn(net, `${name}.fedi.test`).get(`https://${name}.fedi.test/`)),
    );

    expect(['x', 'y', 'z'].map((name) => seenBy(`${name}.fedi.test`).length)).toEqual([1, 1, 1]);
  });

  it('waits for its turn no longer than the visit lasts', async () => {
    const net = open({ hostIntervalMs: each(60_000) });
    const visit = new AbortController();
    const session = openOwn(net, 'turn.fedi.test', visit.signal);
    await session.get('https://turn.fedi.test/1');
    const waiting = codeOf(session.get('https://turn.fedi.test/2'));
    visit.abort();

    expect(await waiting).toBe('visit-deadline');
    expect(seenBy('turn.fedi.test')).toHaveLength(1);
  });
});

describe('all hosts together', () => {
  it('have no more requests in flight than the network allows', async () => {
    const net = open({ concurrency: 2 });
    const names = [1, 2, 3, 4, 5, 6].map((n) => `cap${n}.fedi.test`);
    await Promise.all(names.map((name) => openOwn(net, name).get(`https://${name}/`)));
    const seen = names.flatMap(seenBy);
    const inFlight = seen.map(
      ({ at }) => seen.filter((other) => other.at <= at && at < other.doneAt!).length,
    );

    expect(seen).toHaveLength(6);
    expect(Math.max(...inFlight)).toBeLessThanOrEqual(2);
  });
});

describe('a server that is busy', () => {
  it('gets its answer recorded, and is left alone for the rest of the visit', async () => {
    const session = openOwn(open(), 'busy.fedi.test');

    expect((await session.get('https://busy.fedi.test/busy')).status).toBe(429);
    expect(await codeOf(session.get('https://busy.fedi.test/'))).toBe('retry-after');
    expect((await session.get('https://other.fedi.test/')).status).toBe(200);
    expect(seenBy('busy.fedi.test')).toHaveLength(1);
  });

  it('is asked again when it says so, if a visit can wait that long', async () => {
    const session = openOwn(open({ maxWaitMs: 1500 }), 'soon.fedi.test');
    await session.get('https://soon.fedi.test/soon');
    await session.get('https://soon.fedi.test/');
    const [asked, again] = seenBy('soon.fedi.test');

    expect(again!.at - asked!.at).toBeGreaterThanOrEqual(900);
  });

  it('is left alone when it says so twice without a time; its neighbours are not', async () => {
    const session = openOwn(open(), 'full.fedi.test');
    const codes = [];
    for (const path of ['/full', '/', '/full', '/'])
      codes.push(await codeOf(session.get(`https://full.fedi.test${path}`).then(({ status }) => status)));

    expect(codes).toEqual([429, 200, 429, 'retry-after']);
    expect((await session.get('https://empty.fedi.test/')).status).toBe(200);
    expect(seenBy('full.fedi.test')).toHaveLength(3);
  });

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Thu, 01 Jan 1970 00:01:40 GMT', 90_000],
    ['Thursday, 01-Jan-70 00:01:40 GMT', 90_000],
    ['Thu Jan  1 00:01:40 1970', 90_000],
    ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
    ['120, 300', 300_000],
    ['20, Thu, 01 Jan 1970 00:01:40 GMT', 90_000],
    ['120, soon', 120_000],
    ['9999999999', 604_800_000],
    ['Fri, 31 Dec 2100 00:00:00 GMT', 604_800_000],
    ['Soon 2030', undefined],
    ['Thu, 01 Jan 1970', undefined],
    ['Thu, 99 Jan 1970 00:01:40 GMT', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['-5', undefined],
    [undefined, undefined],
  ])('may say when in seconds or as a date: %s', (value, waitMs) => {
    expect(retryAfterMs(value, 10_000)).toBe(waitMs);
  });
});

describe('a visit', () => {
  it('has a budget of requests, hops of redirects and robots.txt included', async () => {
    const session = openVisit(open({ requestsPerVisit: { hosted: 100, unproven: 3, peer: 3 } }), 'peer');
    const codes = [];
    for (const path of ['/1', '/2', '/3'])
      codes.push(await codeOf(session.get(`https://budget.fedi.test${path}`).then(({ status }) => status)));

    expect(codes).toEqual([200, 200, 'request-budget']);
    expect(seenBy('budget.fedi.test').map(({ url }) => url)).toEqual(['/robots.txt', '/1', '/2']);
  });

  it.each(['/hang', '/never'])('that ends closes its socket at once, at %s', async (path) => {
    const visit = new AbortController();
    const patient = open({ idleTimeoutMs: 20_000, totalTimeoutMs: 20_000 });
    const session = openOwn(patient, `end${path.slice(1)}.fedi.test`, visit.signal);
    const asking = codeOf(session.get(`https://end${path.slice(1)}.fedi.test${path}`));
    await expect.poll(() => seenBy(`end${path.slice(1)}.fedi.test`).length, { interval: 5 }).toBe(1);
    visit.abort(new ProbeFailure('shutting-down'));

    expect(await asking).toBe('shutting-down');
    await Promise.all(nets.map((net) => net.close()));
    await site.drained();
  });

  it('that was over before it began asks nothing', async () => {
    const session = openVisit(open(), 'hosted', AbortSignal.abort());

    expect(await codeOf(session.get('https://over.fedi.test/'))).toBe('visit-deadline');
    expect(seenBy('over.fedi.test')).toEqual([]);
  });

  it('that is closed frees its connections and answers no more', async () => {
    const session = openVisit(open());
    await session.get('https://closed.fedi.test/');
    await session.close();

    expect(await codeOf(session.get('https://closed.fedi.test/'))).toBe('shutting-down');
    await site.drained();
  });
});
