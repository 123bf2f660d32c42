import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, createAuthority } from './authority.ts';
import { startDns } from './dns-server.ts';
import { type Site, startRawTls } from './site.ts';
import { host, labNet, openVisit } from './visit.ts';

const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

let authority: Authority;
/** Answers the first request of a connection and drops the connection at the second. */
let forgetful: Site;

beforeAll(async () => {
  authority = await createAuthority();
  forgetful = await startRawTls(await authority.issue({ names: ['*.fedi.test'] }), (socket) => {
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
