import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTls, TLSSocket } from 'node:tls';
import { createCertificates } from '../../test/fediverse/network/certificates.ts';
import type { Reply, Site } from '../../test/fediverse/site.ts';
import { mastodon } from '../../test/fediverse/software/mastodon.ts';
import type { RecordedRequest, RecordedVisit } from './recorded.ts';
import { serveWork } from './worker.ts';

/** How many servers there shall be. */
export interface ServersSetup {
  readonly servers: number;
}

/** Servers that answer. `visits`: what each was asked since the last order. */
export interface Served {
  readonly port: number;
  readonly caPem: string;
  readonly hosts: readonly string[];
  readonly visits: readonly RecordedVisit[];
}

interface Asked {
  connections: number;
  requests: RecordedRequest[];
}

/** Healthy servers over TLS on one port, each with a certificate and an intermediate of its own; every answer is made once and kept. */
async function startServers({ servers }: ServersSetup) {
  const hosts = Array.from({ length: servers }, (_, n) => `social.s${n}.test`);
  const sites = new Map(hosts.map((host) => [host, mastodon({ host, webHost: host, user: 'alice' })]));
  const certificates = await createCertificates();
  const asked = new Map<string, Asked>();
  const numbers = new WeakMap<TLSSocket, number>();
  let opened = 0;
  const replies = new Map<string, Reply>();
  const http = createHttp((request, response) => void answer(request, response));
  const tls = createTls({
    ALPNProtocols: ['http/1.1'],
    // A client that only shakes hands may be gone before the handshake counts as done here; it has named its host.
    SNICallback: (host, done) => {
      entryOf(host).connections += 1;
      void certificates.contextFor(host, 'good').then((made) => done(null, made));
    },
  });
  tls.on('tlsClientError', (_error, socket) => socket.destroy());
  tls.on('secureConnection', (socket) => {
    opened += 1;
    numbers.set(socket, opened);
    http.emit('connection', socket);
  });
  tls.listen(0, '127.0.0.1');
  await once(tls, 'listening');
  await Promise.all(hosts.map((host) => certificates.contextFor(host, 'good')));

  function entryOf(host: string): Asked {
    const known = asked.get(host) ?? { connections: 0, requests: [] };
    asked.set(host, known);
    return known;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket, url: path = '/' } = request;
    const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
    const host = (request.headers.host ?? '').split(':')[0] ?? '';
    const headers = headersOf(request);
    const connection = socket instanceof TLSSocket ? (numbers.get(socket) ?? 0) : 0;
    entryOf(host).requests.push({ method, path, headers, connection });
    const key = `${host} ${path} ${headers['accept']}`;
    const reply = replies.get(key) ?? (await replyOf(sites.get(host), { host, path, headers }));
    replies.set(key, reply);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }

  const taken = (): Served => {
    const visits = [...asked].map(([host, entry]) => ({ host, ...entry }));
    asked.clear();
    // The port is a number: the server listens on TCP.
    const { port } = tls.address() as AddressInfo;
    return { port, caPem: certificates.caPem, hosts, visits };
  };
  return {
    ready: taken(),
    run: async () => taken(),
    end: async () => {
      http.closeAllConnections();
      tls.close();
    },
  };
}

async function replyOf(
  site: Site | undefined,
  { host, path, headers }: Pick<RecordedRequest, 'path' | 'headers'> & { readonly host: string },
): Promise<Reply> {
  const url = new URL(path, `https://${host}`);
  const ask = {
    method: 'GET',
    host,
    address: '127.0.0.1',
    secure: true,
    url,
    headers,
    body: new Uint8Array(),
  };
  return (await site?.answer(ask)) ?? { status: 421, headers: {}, body: 'no such host here' };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}

serveWork(startServers);
