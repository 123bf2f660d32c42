import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

const backend = '/usr/lib/git-core/git-http-backend';

/** Why the tests against a real git cannot run. Undefined: they can; where everything has to be there, they must. */
export const missingGit: string | undefined = existsSync(backend)
  ? undefined
  : 'git is not installed: apt-get install git';
if (missingGit !== undefined && process.env['CI'] === 'true') throw new Error(missingGit);

const running = new Set<ChildProcess>();

/** How a request is passed on. `protocol` false: as if the server knew no newer protocol. */
export interface Bridge {
  readonly root: string;
  readonly protocol: boolean;
}

/** A CGI bridge: one process a request. Source: RFC 3875; git-http-backend(1). */
export function answerWithGit(
  request: IncomingMessage,
  response: ServerResponse,
  { root, protocol }: Bridge,
): void {
  const url = new URL(request.url ?? '/', 'https://forge.fedi.test');
  const version = protocol ? request.headers['git-protocol'] : undefined;
  const child = spawn(backend, {
    env: {
      ...{
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
      ...{ PATH_INFO: url.pathname, QUERY_STRING: url.search.slice(1), REMOTE_ADDR: '127.0.0.1' },
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      ...(typeof version === 'string' && { GIT_PROTOCOL: version }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  running.add(child);
  child.on('close', () => running.delete(child));
  response.on('close', () => child.kill());
  // Git may have answered before it has read everything.
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
  passOn(child, response);
}

/** The head that CGI programs write, and then the body as it comes. */
function passOn(child: ChildProcess, response: ServerResponse): void {
  let head = Buffer.alloc(0);
  child.stdout?.on('data', (chunk: Buffer) => {
    if (response.headersSent) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    const fields = head
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(': ', 2));
    const headers = Object.fromEntries(fields.filter(([name]) => name !== 'Status'));
    const status = fields.find(([name]) => name === 'Status')?.[1];
    response.writeHead(Number.parseInt(status ?? '200', 10), headers);
    response.write(head.subarray(end + 4));
  });
  child.on('close', () => response.end());
}

/** Ends what is left of the processes. */
export function endGit(): void {
  for (const child of running) child.kill();
}
