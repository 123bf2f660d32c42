import { once } from 'node:events';
import type { LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { Agent } from 'undici';
import { eachAtOnce } from './at-once.ts';
import type { RecordedVisit } from './recorded.ts';
import { serveWork } from './worker.ts';

/** What bare undici asks, and where. */
export interface BareSetup {
  readonly port: number;
  readonly caPem: string;
  readonly visits: readonly RecordedVisit[];
  readonly atOnce: number;
}

/** How long to wait between two requests to one host. */
export interface BareOrder {
  readonly intervalMs: number;
}

/**
 * The same requests with undici alone, as a visit made them: method, path and header fields as they came in, each on the same one of as many
 * connections, in their order, one at a time to a host, with the same wait between two. Certificates are verified against the same roots, out of
 * one context, and no session is resumed. No name is asked for: there is one address, here and in a visit. Bodies are read and thrown away; the
 * servers send them as they are, so nothing has to be unpacked.
 */
async function startBare({ port, caPem, visits, atOnce }: BareSetup) {
  const secureContext = createSecureContext({ ca: [...getCACertificates('default'), caPem] });
  const run = async ({ intervalMs }: BareOrder) => {
    await eachAtOnce(visits, atOnce, (each) => replay(each, { port, secureContext, intervalMs }));
    return {};
  };
  return { ready: {}, run, end: async () => {} };
}

interface Way {
  readonly port: number;
  readonly secureContext: SecureContext;
  readonly intervalMs: number;
}

async function replay({ host, connections, requests }: RecordedVisit, way: Way): Promise<void> {
  const agents = new Map<number, Agent>();
  for (const { method, path, headers, connection } of requests) {
    const agent = agents.get(connection) ?? agentOf(way);
    agents.set(connection, agent);
    const { host: _named, connection: _kept, ...sent } = headers;
    const origin = `https://${host}:${way.port}`;
    const { body } = await agent.request({ origin, path, method, headers: sent });
    await body.arrayBuffer();
    if (way.intervalMs > 0) await sleep(way.intervalMs);
  }
  for (let silent = agents.size; silent < connections; silent += 1) await shake(host, way);
  await Promise.all([...agents.values()].map((agent) => agent.destroy()));
}

/** A connection of its own; nothing is resumed, as nothing is in a visit. */
function agentOf({ secureContext }: Way): Agent {
  const lookup: LookupFunction = (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);
  return new Agent({
    connections: 1,
    pipelining: 1,
    allowH2: false,
    maxCachedSessions: 0,
    connect: { secureContext, lookup },
  });
}

/** A connection that carries no request. */
async function shake(servername: string, { port, secureContext }: Way): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port, servername, secureContext, ALPNProtocols: ['http/1.1'] });
  await once(socket, 'secureConnect');
  socket.destroy();
}

serveWork(startBare);
