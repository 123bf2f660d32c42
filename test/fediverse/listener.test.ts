import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fediverse } from './fediverse.ts';
import { startFediverse } from './fediverse.ts';
import { createPeers } from './network/loopback.ts';

const host = 'mastodon.fedi.test';
let fediverse: Fediverse;
const peers = createPeers(() => fediverse);

beforeAll(async () => {
  fediverse = await startFediverse({ only: [host, 'refusing.fedi.test', 'nowhere.fedi.test'] });
});
afterAll(() => fediverse.close());

async function plainGet(path: string): Promise<http.IncomingMessage> {
  const request = http.get({
    host: '127.0.0.1',
    port: fediverse.port,
    path,
    headers: { host },
    agent: false,
  });
  const [response] = await once(request, 'response');
  response.resume();
  return response;
}

async function tlsEnd(): Promise<string> {
  const socket = tls.connect({
    host: '127.0.0.1',
    port: fediverse.port,
    servername: host,
    ca: fediverse.caPem,
  });
  const [error] = await once(socket, 'error');
  return error.code;
}

test('one port answers plain HTTP with a redirect and TLS with the page', async () => {
  const plain = await plainGet('/about?x=1');
  const secure = await peers.get(`https://${host}/about`);

  expect([plain.statusCode, plain.headers.location]).toEqual([301, `https://${host}/about?x=1`]);
  expect([secure.status, secure.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
});

test('the first byte is told apart even when a ClientHello arrives in pieces', async () => {
  const wire = net.connect(fediverse.port, '127.0.0.1');
  const [left, right] = slowPipe(wire);
  const secure = tls.connect({ socket: left, servername: host, ca: fediverse.caPem });

  await once(secure, 'secureConnect');

  expect(secure.authorized).toBe(true);
  secure.destroy();
  right.destroy();
});

/** A TCP proxy that sends the first message byte by byte. */
function slowPipe(wire: net.Socket): readonly [net.Socket, net.Socket] {
  const door = net.createServer((incoming) => {
    incoming.once('data', async (hello) => {
      incoming.pause();
      wire.setNoDelay(true);
      for (const part of [
        hello.subarray(0, 1),
        hello.subarray(1, 4),
        hello.subarray(4, 60),
        hello.subarray(60),
      ]) {
        await new Promise<void>((sent) => wire.write(part, () => setImmediate(sent)));
      }
      incoming.pipe(wire).pipe(incoming);
      door.close();
    });
  });
  const left = new net.Socket();
  door.listen(0, '127.0.0.1', () => {
    const address = door.address();
    left.connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  });
  return [left, wire];
}

test('requests are logged with their time, path, query and headers', async () => {
  const before = Date.now();

  await peers.get(`https://${host}/nodeinfo/2.0?q=1`, { accept: 'application/json' });

  const last = fediverse.requests(host).at(-1);
  expect(last).toMatchObject({ host, method: 'GET', path: '/nodeinfo/2.0?q=1', secure: true });
  expect(last?.headers['accept']).toBe('application/json');
  expect(last?.at).toBeGreaterThanOrEqual(before);
});

test('a host that is not here is answered with 421', async () => {
  const response = await peers.get('https://elsewhere.fedi.test/');

  expect(response.status).toBe(421);
});

test('a server that resets ends every handshake with ECONNRESET, until it is healed', async () => {
  fediverse.break(host, 'connection-reset');
  const code = await tlsEnd();
  fediverse.heal(host);

  expect(code).toBe('ECONNRESET');
  expect((await peers.get(`https://${host}/`)).status).toBe(200);
});

test('a silent server accepts the connection and says nothing', async () => {
  fediverse.break(host, 'connection-silent');
  const socket = tls.connect({ host: '127.0.0.1', port: fediverse.port, servername: host });
  socket.on('error', () => socket.destroy());
  const answer = once(socket, 'secureConnect').then(() => 'answered');
  const quiet = new Promise((resolve) => socket.setTimeout(200, () => resolve('nothing')));

  expect(await Promise.race([answer.catch(() => 'ended'), quiet])).toBe('nothing');

  socket.destroy();
  fediverse.heal(host);
});

test('nothing listens where a refusing server is connected to', async () => {
  const [, target = ''] = fediverse.connectTo.find(([pattern]) => pattern === 'refusing.fedi.test') ?? [];
  const [address = '', port] = target.split(':');
  const socket = net.connect(Number(port), address);

  const [error] = await once(socket, 'error');

  expect(error.code).toBe('ECONNREFUSED');
});

test('a server whose name is the point keeps the address that DNS gives', () => {
  expect(fediverse.connectTo).toEqual(
    [
      ['refusing.fedi.test', `127.0.0.2:${fediverse.port}`],
      ['nowhere.fedi.test', `:${fediverse.port}`],
      ['*.fedi.test', `127.0.0.1:${fediverse.port}`],
      ['*.*.fedi.test', `127.0.0.1:${fediverse.port}`],
    ].sort(byOwnOrder),
  );
});

/** The order of the scenarios is not the point; that the wildcards come last is. */
function byOwnOrder([a = '']: readonly string[], [b = '']: readonly string[]): number {
  const order = fediverse.connectTo.map(([pattern]) => pattern);
  return a.startsWith('*') || b.startsWith('*') ? 0 : order.indexOf(a) - order.indexOf(b);
}

test('closing ends connections that are open and answers that are due', async () => {
  const other = await startFediverse({ only: [host] });
  other.break(host, 'webfinger-slow');
  const pending = createPeers(() => other).get(
    `https://${host}/.well-known/webfinger?resource=acct:alice@${host}`,
  );
  const ended = pending.then(
    () => 'answered',
    () => 'ended',
  );
  while (other.requests(host).length === 0) await new Promise((resolve) => setImmediate(resolve));

  await other.close();

  expect(await ended).toBe('ended');
});
