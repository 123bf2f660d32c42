import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTls, type SecureContext, type Server as TlsServer } from 'node:tls';
import type { CertificateKind, Certificates } from '../../test/fediverse/network/certificates.ts';
import { readOpening } from '../../test/fediverse/network/client-hello.ts';
import { type Crowd, listenAddresses, memberNamed } from './crowd.ts';
import type { Fate } from './fate.ts';

const kinds: Readonly<Partial<Record<Fate, CertificateKind>>> = {
  expired: 'expired',
  'wrong-name': 'wrong-name',
  'self-signed': 'self-signed',
};

/** What the doors lead to. */
export interface Rooms {
  readonly crowd: Crowd;
  readonly certificates: Certificates;
  readonly http: HttpServer;
}

const attempts = 10;

/** Opens one port at every address of the crowd, and says which. It is the system's choice; where another process has it somewhere, it chooses again. */
export async function openDoors(rooms: Rooms): Promise<number> {
  const tls = tlsServer(rooms);
  const enter = (socket: Socket) => admit(socket, tls, rooms);
  for (let attempt = 1; ; attempt += 1) {
    const doors: Server[] = [];
    try {
      for (const address of listenAddresses(rooms.crowd)) {
        const door = createServer(enter).listen({ port: portOf(doors[0]), host: address, backlog: 4_096 });
        await once(door, 'listening');
        doors.push(door);
      }
      return portOf(doors[0]);
    } catch (error) {
      for (const door of doors) door.close();
      if (attempt === attempts) throw error;
    }
  }
}

/** 0 before the first door is open: any port. */
function portOf(door: Server | undefined): number {
  if (door === undefined) return 0;
  return (door.address() as AddressInfo).port; // it listens on TCP, so its address has a port
}

/** One certificate for all names below a registrable one. */
function tlsServer({ crowd, certificates, http }: Rooms): TlsServer {
  const contextOf = async (name: string): Promise<SecureContext> => {
    const { domain = 'stranger.test', fate } = memberNamed(name, crowd) ?? {};
    return certificates.contextFor(`*.${domain}`, (fate && kinds[fate]) ?? 'good');
  };
  const tls = createTls({
    ALPNProtocols: ['http/1.1'],
    SNICallback: (name, done) => {
      contextOf(name).then(
        (context) => done(null, context),
        (error: Error) => done(error),
      );
    },
  });
  tls.on('secureConnection', (socket) => http.emit('connection', socket));
  // Clients that dislike a certificate hang up; that is their answer, not an error here.
  tls.on('tlsClientError', (_error, socket) => socket.destroy());
  return tls;
}

/** Reads the name a client wants, puts it back, and after that server's latency lets the client in, or not. */
function admit(socket: Socket, tls: TlsServer, { crowd, http }: Rooms): void {
  let seen: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  const look = (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk]);
    const opening = readOpening(seen);
    if (opening.kind === 'more') return;
    socket.off('data', look).pause();
    socket.unshift(seen);
    if (opening.kind === 'plain') {
      http.emit('connection', socket);
      return void socket.resume();
    }
    const { latencyMs = 0, fate } = memberNamed(opening.server ?? '', crowd) ?? {};
    setTimeout(() => handOn(socket, tls, fate), latencyMs);
  };
  socket.on('data', look);
}

function handOn(socket: Socket, tls: TlsServer, fate: Fate | undefined): void {
  if (socket.destroyed || fate === 'silent') return;
  if (fate === 'reset') socket.resetAndDestroy();
  else if (fate === 'not-tls') socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  else tls.emit('connection', socket);
}
