import { once } from 'node:events';
import { createServer } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Net } from '../../../../crawler/net/net.ts';
import { createAuthority } from '../connection/authority.ts';
import { type Site, startRawTls, startTcp } from '../site.ts';
import { codeOf, host, impatient, labNet, openVisit } from '../visit.ts';

/** What each host does once its TLS session stands and the request is there. */
const serves: Readonly<Record<string, (socket: TLSSocket) => void>> = {
  'closes.fedi.test': (socket) => socket.end(),
  'resets.fedi.test': (socket) => reset(socket),
  'gibberish.fedi.test': (socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n\r\n'),
  'http09.fedi.test': (socket) => socket.end('<html>hello</html>'),
  'endless-head.fedi.test': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write(`x-${'y'.repeat(900)}: 1\r\n`), 1);
    socket.on('close', () => clearInterval(timer));
  },
  'endless-100.fedi.test': (socket) => {
    const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 20);
    socket.on('close', () => clearInterval(timer));
  },
  'hints.fedi.test': (socket) => flood(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  'blank.fedi.test': (socket) => flood(socket, '\r\n'),
  'extensions.fedi.test': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;x=');
    flood(socket, 'y');
  },
  'short.fedi.test': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this'),
  'short-chunks.fedi.test': (socket) =>
    socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'),
  'bad-chunks.fedi.test': (socket) =>
    socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n'),
  'reset-in-body.fedi.test': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this', () =>
      setTimeout(() => reset(socket), 20),
    );
  },
  'two-lengths.fedi.test': (socket) =>
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 5\r\n\r\nhello'),
};

/** Says the same thing as fast as it is taken, until the other end has had enough. */
function flood(socket: TLSSocket, text: string): void {
  const block = text.repeat(Math.ceil(16_384 / text.length));
  const pour = () => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on('drain', pour);
  pour();
}

function reset(socket: TLSSocket): void {
  // The session's own `destroy` closes politely; the connection below it is torn down.
  (socket as TLSSocket & { readonly _parent?: { resetAndDestroy(): void } })._parent?.resetAndDestroy?.();
  socket.destroy();
}

const sites: Site[] = [];
let net: Net;
let quick: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  const identity = await authority.issue({ names: ['*.fedi.test'] });
  const connectTo: [string, string][] = [];
  const add = (name: string, site: Site) => {
    sites.push(site);
    connectTo.push([name, `127.0.0.1:${site.port}`]);
  };
  for (const [name, serve] of Object.entries(serves)) {
    add(name, await startRawTls(identity, (socket) => socket.once('data', () => serve(socket))));
  }
  add('tls-reset.fedi.test', await startTcp((socket) => socket.once('data', () => socket.resetAndDestroy())));
  add('tls-closed.fedi.test', await startTcp((socket) => socket.once('data', () => socket.end())));
  add('tls-silent.fedi.test', await startTcp((socket) => socket.resume()));
  connectTo.push(['refused.fedi.test', `127.0.0.1:${await unusedPort()}`]);
  net = labNet({ connectTo, trustedCa: authority.pem });
  quick = labNet({ connectTo, trustedCa: authority.pem }, impatient);
});

afterAll(async () => {
  await net.close();
  await quick.close();
  await Promise.all(sites.map((site) => site.close()));
});

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('an answer that breaks', () => {
  it.each([
    ['refused', 'connect-refused', 'nothing listens'],
    ['tls-reset', 'connect-reset', 'a reset instead of a handshake'],
    ['tls-closed', 'connect-reset', 'an end instead of a handshake'],
    ['closes', 'http-closed', 'an end instead of a head'],
    ['gibberish', 'http-malformed', 'another protocol'],
    ['http09', 'http-malformed', 'a body without a head'],
    ['endless-head', 'http-head-too-large', 'a head without an end'],
    ['short', 'body-cut-off', 'less than its length says'],
    ['short-chunks', 'body-cut-off', 'no last chunk'],
    ['bad-chunks', 'http-malformed', 'a chunk without a size'],
    ['two-lengths', 'http-malformed', 'two lengths'],
  ])('at %s is %s: %s', async (name, code) => {
    expect(await codeOf(openVisit(net).get(`https://${name}.fedi.test/`))).toBe(code);
  });

  it.each([
    ['tls-silent', 'tls-timeout', 'silence instead of a handshake'],
    ['endless-100', 'http-timeout', 'early hints without an end'],
  ])('at %s is %s, in time: %s', async (name, code) => {
    expect(await codeOf(openVisit(quick).get(`https://${name}.fedi.test/`))).toBe(code);
  });

  it.each([
    ['hints', 'http-head-too-large', 'early hints at full speed'],
    ['blank', 'http-head-too-large', 'empty lines in place of a head'],
    ['extensions', 'body-too-large', 'a chunk that is all frame'],
  ])('at %s is %s, long before its time is up: %s', async (name, code) => {
    const session = openVisit(quick);
    expect(await codeOf(session.get(`https://${name}.fedi.test/`, { maxBytes: 1_000 }))).toBe(code);
  });

  it('by a reset is told from an end', async () => {
    expect(['connect-reset', 'http-closed']).toContain(
      await codeOf(openVisit(net).get('https://resets.fedi.test/')),
    );
    expect(await codeOf(openVisit(net).get('https://reset-in-body.fedi.test/'))).toBe('body-cut-off');
  });

  it('in the handshake is the same failure for a handshake alone', async () => {
    expect(await codeOf(openVisit(quick).handshake(host('tls-silent.fedi.test')))).toBe('tls-timeout');
    expect(await codeOf(openVisit(net).handshake(host('refused.fedi.test')))).toBe('connect-refused');
  });

  it('leaves an exchange that says how far it got', async () => {
    const session = openVisit(net);
    await codeOf(session.get('https://refused.fedi.test/'));
    await codeOf(session.get('https://short.fedi.test/'));
    const [refused, short] = session.takeRecording()().exchanges;

    expect(refused).not.toHaveProperty('address');
    expect(refused).not.toHaveProperty('status');
    expect(short).toMatchObject({ address: '127.0.0.1', status: 200, body: { decodedBytes: 9 } });
  });
});
