import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import https from 'node:https';

/** A response as it came over the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How one server of the test fediverse asks another: real TLS to the listener, certificates checked against our root. */
export interface Peers {
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<WireResponse>;
}

/** Where the listener is, and whom to trust. Read at each request, because servers exist before their listener does. */
export interface Door {
  readonly port: number;
  readonly caPem: string;
}

/** Peers behind a door on 127.0.0.1. One connection per request, so that nothing stays open. */
export function createPeers(door: () => Door): Peers {
  return {
    get: async (url, headers = {}) => {
      const { hostname, pathname, search } = new URL(url);
      const { port, caPem } = door();
      const request = https.get({
        host: '127.0.0.1',
        port,
        servername: hostname,
        path: `${pathname}${search}`,
        headers: { ...headers, host: hostname },
        ca: caPem,
        agent: false,
      });
      const [response] = await once(request, 'response');
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      return { status: response.statusCode, headers: response.headers, body };
    },
  };
}
