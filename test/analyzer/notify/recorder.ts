import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How a recorder answers; the count begins at 1. `hang`: never. */
export type Answering = (
  request: Recorded,
  count: number,
) => 'hang' | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

/** An HTTP server on loopback that keeps what it is sent. */
export async function startRecorder(answering: Answering = () => ({ status: 200 })) {
  const requests: Recorded[] = [];
  let current = answering;
  let change = Promise.withResolvers<void>();
  const reply = (request: Recorded, response: ServerResponse): void => {
    requests.push(request);
    const how = current(request, requests.length);
    if (how !== 'hang') response.writeHead(how.status, how.headers).end();
    change.resolve();
    change = Promise.withResolvers<void>();
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url: path = '', headers } = request;
    reply({ method, path, headers, body: Buffer.concat(chunks).toString() }, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (next: Answering) => {
      current = next;
    },
    /** Resolves when the statement holds of what came so far. */
    until: async (holds: (requests: readonly Recorded[]) => boolean) => {
      while (!holds(requests)) await change.promise;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Recorder = Awaited<ReturnType<typeof startRecorder>>;
