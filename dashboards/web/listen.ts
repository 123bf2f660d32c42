import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Listen, WebEnv } from './deps.ts';

/** The site while it is served. */
export interface ServedWeb {
  /** With the real port, without a trailing slash. */
  readonly url: string;
  /** Ends idle connections, waits a moment for answers that are under way, and then ends every connection. */
  close(): Promise<void>;
}

/** Serves the site. @throws {Error} with Node's code when the address or port cannot be had. */
export async function serveWeb(app: Hono<WebEnv>, listen: Listen): Promise<ServedWeb> {
  // as: without `createServer` of another module the adapter makes a plain HTTP server
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port, listen.address, resolve);
  });
  const bound = server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : listen.port;
  const name = listen.address.includes(':') ? `[${listen.address}]` : listen.address;
  return { url: `http://${name}:${port}`, close: () => closed(server) };
}

/** Takes an address and gives it back, so that whoever needs it later hears at once that it cannot be had. @throws {Error} as `serveWeb`. */
export async function tryAddress(listen: Listen): Promise<void> {
  const held = await serveWeb(new Hono<WebEnv>(), listen);
  await held.close();
}

/** What an answer that is under way may still take when the site closes. */
const graceMs = 2_000;

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    // A connection on which nothing was asked yet is not idle for Node: it would stay for ever.
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}
