import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDns } from '../names/dns-server.ts';
import { type Site, startRawTls } from '../site.ts';
import { codeOf, host, labNet, openVisit } from '../visit.ts';
import { type Authority, createAuthority } from './authority.ts';

const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

let authority: Authority;
/** Answers the first request of a connection and drops the connection at the second. */
let forgetful: Site;
/** When requests came to it, in monotonic milliseconds. */
const arrivals: number[] = [];

beforeAll(async () => {
  authority = await createAuthority();
  forgetful = await startRawTls(await authority.issue({ names: ['*.fedi.test'] }), (socket) => {
    socket.on('data', () => arrivals.push(performance.now()));
    socket.once('data', () => {
      socket.write(answer);
      socket.once('data', () => socket.destroy());
    });
  });
});

afterAll(() => forgetful.close());

describe('a connection', () => {
  it('that was kept and then closed under a request is replaced once', async () => {
    const net = labNet({
      connectTo: [['*.fedi.test', `127.0.0.1:${forgetful.port}`]],
      trustedCa: authority.pem,
    });
    const session = openVisit(net);
    const before = forgetful.connections();
    const statuses = [];
    for (const n of [1, 2, 3]) statuses.push((await session.get(`https://a.fedi.test/${n}`)).status);

    expect(statuses).toEqual([200, 200, 200]);
    expect(forgetful.connections() - before).toBe(3);
    await net.close();
  });

  it('that is dropped at every second request earns the server no request too soon, and none above the budget', async () => {
    const each = (value: number) => ({ hosted: value, unproven: value, peer: value });
    const lab = {
      connectTo: [['*.fedi.test', `127.0.0.1:${forgetful.port}`]] as const,
      trustedCa: authority.pem,
    };
    const net = labNet(lab, { hostIntervalMs: each(600), requestsPerVisit: each(4) });
    const session = openVisit(net);
    arrivals.length = 0;
    const ends = [];
    for (const n of [1, 2, 3])
      ends.push(await codeOf(session.get(`https://a.fedi.test/${n}`).then(({ status }) => status)));

    expect(ends).toEqual([200, 200, 'request-budget']);
    expect(arrivals).toHaveLength(4);
    // The third is the second again, on a new connection. Half the interval is slack for a busy machine.
    expect(arrivals[2]! - arrivals[1]!).toBeGreaterThanOrEqual(300);
    await net.close();
  });

  it('goes to the next address when one does not take it, and says which it was', async () => {
    // The listener has 127.0.0.1 only.
    const dns = await startDns({ 'a.fedi.test': { A: ['127.0.0.2', '127.0.0.1'] } });
    const net = labNet({
      connectTo: [['*.fedi.test', `:${forgetful.port}`]],
      resolver: dns.address,
      trustedCa: authority.pem,
    });
    const session = openVisit(net);

    expect((await session.get('https://a.fedi.test/')).hops[0].address).toBe('127.0.0.1');
    expect((await session.handshake(host('a.fedi.test'))).address).toBe('127.0.0.1');
    await net.close();
    await dns.close();
  });
});
