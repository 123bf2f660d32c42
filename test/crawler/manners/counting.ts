import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTls, type Server } from 'node:tls';
import { createAuthority } from '../net/connection/authority.ts';
import { answerAs, moodOf } from './moods.ts';

/** One request as the counting server saw it. `at`, `doneAt`: monotonic milliseconds. */
export interface Counted {
  readonly host: string;
  readonly domain: string;
  readonly address: string;
  readonly at: number;
  doneAt: number;
  /** Before which moment the host wants no other request. Absent: it did not say. */
  notBefore?: number | undefined;
}

/** Hosts on loopback, spread over registrable names and addresses, that count what they are asked. */
export interface CountingServer {
  readonly hosts: readonly string[];
  readonly requests: readonly Counted[];
  readonly connectTo: readonly (readonly [pattern: string, target: string])[];
  readonly caPem: string;
  close(): Promise<void>;
}

export interface Spread {
  readonly hosts: number;
  readonly domains: number;
  readonly addresses: number;
}

/** Starts the hosts `hN.sNN.test`: real TLS, one certificate for all names, one listener an address. Every answer takes a little while, and some hosts are in a mood. */
export async function startCounting({ hosts, domains, addresses }: Spread): Promise<CountingServer> {
  const authority = await createAuthority('Counting');
  const names = Array.from({ length: domains }, (_, n) => `s${n}.test`);
  const identity = await authority.issue({ names: names.map((name) => `*.${name}`) });
  const requests: Counted[] = [];
  const sockets = new Set<Socket>();
  const http = createHttp((request, response) => count(request, response, requests));
  const listeners = await Promise.all(
    Array.from({ length: addresses }, async (_, n) => {
      const tls = createTls(identity, (socket) => http.emit('connection', socket));
      tls.on('tlsClientError', () => {});
      tls.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => sockets.delete(socket));
      });
      tls.listen(0, `127.0.1.${n + 1}`);
      await once(tls, 'listening');
      return tls;
    }),
  );
  return {
    hosts: Array.from({ length: hosts }, (_, n) => `h${n}.s${n % domains}.test`),
    requests,
    connectTo: names.map((name, n) => [`*.${name}`, targetOf(listeners[n % addresses]!)] as const),
    caPem: authority.pem,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(listeners.map((listener) => once(listener.close(), 'close')));
    },
  };
}

function targetOf(listener: Server): string {
  const { address, port } = listener.address() as AddressInfo;
  return `${address}:${port}`;
}

function count(request: IncomingMessage, response: ServerResponse, requests: Counted[]): void {
  const host = request.headers.host ?? '';
  const domain = host.slice(host.indexOf('.') + 1);
  const address = request.socket.localAddress ?? '';
  const counted: Counted = { host, domain, address, at: performance.now(), doneAt: Number.POSITIVE_INFINITY };
  requests.push(counted);
  response.on('close', () => {
    counted.doneAt = performance.now();
  });
  const nth = requests.filter((one) => one.host === host).length;
  const waitMs = 5 + (requests.length % 20);
  setTimeout(() => {
    counted.notBefore = answerAs(moodOf(host), nth, request, response);
  }, waitMs);
}
