import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import net from 'node:net';
import type { SecureContext } from 'node:tls';
import tls from 'node:tls';
import type { Ask, Reply, Wire } from '../site.ts';
import type { Opening } from './client-hello.ts';
import { readOpening } from './client-hello.ts';

/** What the listener asks about hosts. */
export interface Hosting {
  wireOf(host: string): Wire;
  contextFor(host: string): Promise<SecureContext>;
  answer(ask: Ask): Promise<Reply>;
}

/** Where servers with a second address have it; a machine whose loopback network has but one address lacks it. */
export const secondAddress = '127.0.0.3';

/** A listener on 127.0.0.1, and on the second address where the machine has it, that serves every host, over TLS and plain HTTP on the same port. */
export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the listener on an ephemeral port. */
export async function listen(hosting: Hosting): Promise<Listener> {
  const sockets = new Set<Socket>();
  const waits = new Set<NodeJS.Timeout>();
  const web = http.createServer((request, response) => void serve({ request, response, hosting, waits }));
  const secure = createSecureServer(hosting, web);
  const enter = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    admit(socket, { hosting, secure, web });
  };
  const doors = await openDoors(enter);
  const close = async () => {
    for (const wait of waits) clearTimeout(wait);
    for (const socket of sockets) socket.destroy();
    const closed = doors.map((door) => once(door, 'close'));
    for (const door of doors) door.close();
    web.close();
    await Promise.all(closed);
  };
  return { port: portOf(doors[0]), close };
}

const attempts = 10;

/** The port is the system's choice; where the second address has it taken by another process, both choose again. */
async function openDoors(enter: (socket: Socket) => void): Promise<readonly [net.Server, ...net.Server[]]> {
  for (let attempt = 1; ; attempt += 1) {
    const first = net.createServer(enter).listen(0, '127.0.0.1');
    await once(first, 'listening');
    const second = net.createServer(enter).listen(portOf(first), secondAddress);
    try {
      await once(second, 'listening');
      return [first, second];
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken) return [first];
      first.close();
      if (attempt === attempts) throw error;
    }
  }
}

function portOf(door: net.Server): number {
  // Sure: the server listens on TCP, so the address has a port.
  return (door.address() as AddressInfo).port;
}

function createSecureServer(hosting: Hosting, web: http.Server): tls.Server {
  const secure = tls.createServer({
    ALPNProtocols: ['http/1.1'],
    SNICallback: (host, done) => {
      hosting.contextFor(host).then(
        (context) => done(null, context),
        (error: Error) => done(error),
      );
    },
  });
  secure.on('secureConnection', (socket) => web.emit('connection', socket));
  // Clients that dislike a certificate hang up; that is their answer, not an error here.
  secure.on('tlsClientError', (_error, socket) => socket.destroy());
  return secure;
}

interface Rooms {
  readonly hosting: Hosting;
  readonly secure: tls.Server;
  readonly web: http.Server;
}

/** Looks at the first bytes, puts them back, and hands the socket on. */
function admit(socket: Socket, rooms: Rooms): void {
  let seen: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  const look = (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk]);
    const opening = readOpening(seen);
    if (opening.kind === 'more') return;
    socket.off('data', look);
    socket.pause();
    socket.unshift(seen);
    handOn(socket, opening, rooms);
  };
  socket.on('data', look);
}

function handOn(socket: Socket, opening: Opening, rooms: Rooms): void {
  if (opening.kind !== 'tls') {
    rooms.web.emit('connection', socket);
    socket.resume();
    return;
  }
  const wire = rooms.hosting.wireOf(opening.server ?? '');
  if (wire === 'reset' || wire === 'refuse') socket.resetAndDestroy();
  if (wire === 'serve') rooms.secure.emit('connection', socket);
}

interface Serving {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
  readonly hosting: Hosting;
  readonly waits: Set<NodeJS.Timeout>;
}

async function serve({ request, response, hosting, waits }: Serving): Promise<void> {
  const ask = await readAsk(request);
  const reply = await hosting.answer(ask);
  const send = () => {
    response.writeHead(reply.status, reply.headers);
    response.end(request.method === 'HEAD' ? undefined : reply.body);
  };
  if (reply.waitMs === undefined) return send();
  const wait = setTimeout(() => {
    waits.delete(wait);
    send();
  }, reply.waitMs);
  waits.add(wait);
}

async function readAsk(request: http.IncomingMessage): Promise<Ask> {
  const secure = request.socket instanceof tls.TLSSocket;
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? 'GET',
    host,
    address: request.socket.localAddress ?? '',
    secure,
    url: new URL(request.url ?? '/', `${secure ? 'https' : 'http'}://${host || 'unknown.invalid'}`),
    headers: headersOf(request),
    body: Buffer.concat(chunks),
  };
}

function headersOf(request: http.IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return Object.fromEntries(entries);
}
