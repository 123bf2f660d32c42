import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net';
import { createServer as createTls, type TLSSocket, type TlsOptions } from 'node:tls';
import { vi } from 'vitest';
import type { Identity } from './connection/authority.ts';

/** One request as the server saw it. `at`, `doneAt`: monotonic milliseconds; `doneAt` undefined until the answer is out. */
export interface SeenRequest {
  readonly url: string;
  readonly host: string;
  readonly headers: IncomingMessage['headers'];
  readonly at: number;
  doneAt: number | undefined;
}

/** A TLS server on loopback. */
export interface Site {
  readonly port: number;
  readonly requests: SeenRequest[];
  /** TCP connections that were ever accepted. */
  connections(): number;
  /** Resolves once no connection is open. */
  drained(): Promise<void>;
  /** Serves another certificate from the next handshake on. */
  rotate(identity: Identity): void;
  close(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface Ports {
  readonly sockets: Set<Socket>;
  accepted: number;
}

async function listen(server: ReturnType<typeof createTcp>, ports: Ports): Promise<number> {
  server.on('connection', (socket: Socket) => {
    ports.accepted += 1;
    ports.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => ports.sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function shut(server: ReturnType<typeof createTcp>, { sockets }: Ports): Promise<void> {
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, 'close');
}

/** An https server that answers as the handler says, and http on its TLS port never. */
export async function startSite(
  identity: Identity,
  handler: Handler,
  options: TlsOptions = {},
): Promise<Site> {
  const requests: SeenRequest[] = [];
  const http = createHttp((request, response) => {
    const seen: SeenRequest = {
      url: request.url ?? '',
      host: request.headers.host ?? '',
      headers: request.headers,
      at: performance.now(),
      doneAt: undefined,
    };
    requests.push(seen);
    response.on('finish', () => {
      seen.doneAt = performance.now();
    });
    handler(request, response);
  });
  const tls = createTls({ ...identity, ...options }, (socket) => http.emit('connection', socket));
  tls.on('tlsClientError', () => {});
  return siteOf(tls, requests);
}

/** A plain http server. */
export async function startPlainSite(handler: Handler): Promise<Site> {
  const requests: SeenRequest[] = [];
  const server = createHttp((request, response) => {
    const { headers, url = '' } = request;
    requests.push({ url, host: headers.host ?? '', headers, at: performance.now(), doneAt: undefined });
    handler(request, response);
  });
  return siteOf(server, requests);
}

/** A TLS server that hands the bare session over, for answers that no http library would send. */
export function startRawTls(identity: Identity, serve: (socket: TLSSocket) => void): Promise<Site> {
  const tls = createTls(identity, (socket) => {
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  tls.on('tlsClientError', () => {});
  return siteOf(tls, []);
}

/** A TCP server that hands the bare connection over. */
export function startTcp(serve: (socket: Socket) => void): Promise<Site> {
  return siteOf(createTcp(serve), []);
}

async function siteOf(server: ReturnType<typeof createTcp>, requests: SeenRequest[]): Promise<Site> {
  const ports: Ports = { sockets: new Set(), accepted: 0 };
  const port = await listen(server, ports);
  return {
    port,
    requests,
    connections: () => ports.accepted,
    drained: () =>
      vi
        .waitFor(() => ports.sockets.size === 0 || Promise.reject(new Error('sockets are open')), {
          interval: 5,
        })
        .then(() => {}),
    rotate: (identity) =>
      'setSecureContext' in server && (server as ReturnType<typeof createTls>).setSecureContext(identity),
    close: () => shut(server, ports),
  };
}
