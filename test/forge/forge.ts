import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAuthority } from '../crawler/net/connection/authority.ts';
import { type Handler, startSite } from '../crawler/net/site.ts';
import { answerWithGit, endGit } from './git-backend.ts';
import { agpl } from './licences.ts';
import { makeRepositories, type Repository } from './repositories.ts';

/** One request as the forge saw it. */
export interface ForgeRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

/** A forge on loopback under many names, with a real git behind it; the first label of a name says how it behaves. */
export interface Forge {
  readonly port: number;
  readonly connectTo: readonly (readonly [string, string])[];
  readonly trustedCa: string;
  readonly whole: Repository;
  readonly manyTags: number;
  /** Requests so far, oldest first; robots.txt aside. */
  requests(host?: string): readonly ForgeRequest[];
  close(): Promise<void>;
}

type Behaviour = (
  request: IncomingMessage,
  response: ServerResponse,
  git: (protocol: boolean) => void,
) => void;

const page = { 'content-type': 'text/html; charset=utf-8' };
const loginForm =
  '<!doctype html><html><title>Sign in</title><form><input type="password" name="p"></form></html>';
const isUpload = ({ method }: IncomingMessage) => method === 'POST';

/** Writes until nobody listens any more. */
function stream(response: ServerResponse, chunk: Buffer): void {
  const more = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

function pkt(text: string): string {
  return `${(text.length + 4).toString(16).padStart(4, '0')}${text}`;
}

const advertisement = { 'content-type': 'application/x-git-upload-pack-advertisement' };
const capabilities = `${pkt('version 2\n')}${pkt('ls-refs=unborn\n')}${pkt('fetch=shallow\n')}0000`;
const endlessPackets = Buffer.from(pkt(`${'a'.repeat(40)} refs/tags/v1\n`).repeat(1_000));

/** How the forge behaves, by the first label of its name. Any other is a healthy one. */
const behaviours: Readonly<Record<string, Behaviour>> = {
  old: (_request, _response, git) => git(false),
  dumb: (request, response, git) => {
    if (request.url?.includes('/info/refs') !== true) return git(true);
    // Without a service it is the file as it lies on disk.
    request.url = request.url.replace(/\?.*/, '');
    git(true);
    return void response;
  },
  private: (_request, response) =>
    response.writeHead(401, { 'www-authenticate': 'Basic realm="forge"' }).end(),
  forbidden: (_request, response) => response.writeHead(403).end(),
  missing: (_request, response) => response.writeHead(404).end(),
  unsupported: (request, response, git) =>
    isUpload(request) ? void response.writeHead(415).end() : git(true),
  login: (_request, response) => response.writeHead(200, page).end(loginForm),
  sign: (request, response) =>
    request.url === '/users/sign_in'
      ? response.writeHead(200, page).end('<!doctype html><title>Sign in</title>')
      : response.writeHead(302, { location: '/users/sign_in' }).end(),
  home: (_request, response) =>
    response.writeHead(200, page).end('<!doctype html><title>Welcome</title><p>We make software'),
  broken: (_request, response) => response.writeHead(200, advertisement).end('this is no packet'),
  failing: (_request, response) => response.writeHead(502).end(),
  busy: (_request, response) => response.writeHead(429).end(),
  inward: (_request, response) =>
    response.writeHead(302, { location: 'https://10.0.0.1/o/r/info/refs?service=git-upload-pack' }).end(),
  circling: (request, response) => response.writeHead(302, { location: `${request.url}&again` }).end(),
  huge: (_request, response) => stream(response.writeHead(200, advertisement), Buffer.alloc(65_536, 0x61)),
  endless: (request, response) => {
    if (!isUpload(request)) return void response.writeHead(200, advertisement).end(capabilities);
    stream(
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' }),
      endlessPackets,
    );
  },
  silent: (_request, response) => void response.writeHead(200, advertisement).write(pkt('version 2\n')),
};

/** Raw files as Gitea, GitLab and GitHub have them. */
const licencePaths = /^\/o\/r(?:\.git)?\/(?:raw\/branch\/main|-\/raw\/HEAD|HEAD)\/LICENSE$/;

/** Starts the forge. `files`: what else there is, by host and path. */
export async function startForge(files: Readonly<Record<string, Handler>> = {}): Promise<Forge> {
  const { root, whole, manyTags, close } = makeRepositories();
  const authority = await createAuthority();
  const seen: ForgeRequest[] = [];
  const names = ['*.fedi.test', 'github.com', 'raw.githubusercontent.com'];
  const site = await startSite(await authority.issue({ names }), (request, response) => {
    const { method = '', url = '' } = request;
    const host = request.headers.host ?? '';
    const path = url.replace(/\?.*/, '');
    if (path === '/robots.txt') return robots(host, response);
    seen.push({ method, host, path });
    const file = files[`${host}${path}`];
    if (file !== undefined) return file(request, response);
    if (licencePaths.test(path))
      return void response.writeHead(200, { 'content-type': 'text/plain' }).end(agpl);
    const behaviour = behaviours[host.split('.')[0] ?? ''] ?? ((_request, _response, git) => git(true));
    behaviour(request, response, (protocol) => gitOr404(request, response, { root, protocol }));
  });
  const port = site.port;
  const connectTo = names.map((name) => [name, `127.0.0.1:${port}`] as const);
  return {
    ...{ port, connectTo, trustedCa: authority.pem, whole, manyTags },
    requests: (host) => (host === undefined ? seen : seen.filter((one) => one.host === host)),
    close: async () => {
      endGit();
      await site.close();
      close();
    },
  };
}

function robots(host: string, response: ServerResponse): void {
  if (!host.startsWith('shy.')) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /\n');
}

/** Forges serve `/o/r` as well as `/o/r.git`. */
function gitOr404(
  request: IncomingMessage,
  response: ServerResponse,
  bridge: Parameters<typeof answerWithGit>[2],
): void {
  const [, owner, name, rest] =
    /^\/([^/]+)\/([^/?]+?)(?:\.git)?(\/(?:info\/refs|git-upload-pack).*)$/.exec(request.url ?? '') ?? [];
  if (owner === undefined) return void response.writeHead(404).end();
  request.url = `/${owner}/${name}.git${rest}`;
  answerWithGit(request, response, bridge);
}
