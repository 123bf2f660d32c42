import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Recent } from '../../crawler/net/recent.ts';
import type { Reply, Site } from '../../test/fediverse/site.ts';
import { gotosocial } from '../../test/fediverse/software/gotosocial.ts';
import { lemmy } from '../../test/fediverse/software/lemmy.ts';
import { mastodon } from '../../test/fediverse/software/mastodon.ts';
import { misskey } from '../../test/fediverse/software/misskey.ts';
import { peertube } from '../../test/fediverse/software/peertube.ts';
import { pixelfed } from '../../test/fediverse/software/pixelfed.ts';
import { wordpress } from '../../test/fediverse/software/wordpress.ts';
import type { Counter } from './counts.ts';
import { type Crowd, type Member, memberNamed } from './crowd.ts';
import type { Fate } from './fate.ts';

/** What the crowd runs; Mastodon is the most common by far. */
const makers = [
  ...[mastodon, mastodon, mastodon, mastodon, mastodon],
  ...[misskey, lemmy, pixelfed, peertube, gotosocial, wordpress],
] as const;

const sitesKept = 3_000;

const plain = (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});

/** What servers answer everywhere whose fate is in their answers. */
const replies: Readonly<Partial<Record<Fate, Reply>>> = {
  unavailable: plain(503),
  'bad-gateway': plain(502, { server: 'nginx' }, '<html><body>502 Bad Gateway</body></html>'),
  gone: plain(410),
  busy: plain(429, { 'retry-after': '3600' }),
  challenge: plain(
    403,
    { server: 'cloudflare', 'cf-mitigated': 'challenge' },
    '<title>Just a moment...</title>',
  ),
  parked: plain(200, {}, '<html><body>This domain is for sale</body></html>'),
};

/** The HTTP side of all servers: each answers after its latency, or the way it is dead. */
export function answeringServer(crowd: Crowd, counter: Counter): Server {
  const sites = new Recent<string, Site>(sitesKept, () => true);
  const http = createServer((request, response) => {
    const member = memberNamed(request.headers.host ?? '', crowd);
    if (member === undefined) return void response.writeHead(421).end();
    const asked = { request, response, end: counter.begin(member, performance.now()) };
    response.once('close', asked.end);
    setTimeout(() => {
      const site = sites.of(member.name, () => siteOf(member));
      answer(member, site, asked).catch((error: unknown) => response.destroy(asError(error)));
    }, member.latencyMs);
  });
  // Longer than a visit waits between two requests. Source: nginx, keepalive_timeout 75s.
  http.keepAliveTimeout = 75_000;
  return http;
}

function siteOf({ name, latencyMs }: Member): Site {
  const make = makers[latencyMs % makers.length] ?? mastodon;
  return make({ host: name, webHost: name, user: 'alice' });
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Says that the answer is out; more than once does no harm. */
  readonly end: () => void;
}

async function answer(
  { name, address, fate }: Member,
  site: Site,
  { request, response, end }: Asked,
): Promise<void> {
  if (fate === 'closes') {
    // As below: the connection is closed at once, and Node says so when it has seen to everything else that came.
    end();
    return void response.destroy();
  }
  const whole = fate && replies[fate];
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
  );
  const url = new URL(request.url ?? '/', `https://${name}`);
  const asked = { method: 'GET', host: name, address, secure: true, url, headers, body: new Uint8Array() };
  const reply = whole ?? (await site.answer(asked));
  if (fate !== 'hangs-in-body' && fate !== 'resets-in-body') {
    // Before it is: the client may have it, and ask again, before Node says so.
    end();
    return void response.writeHead(reply.status, { ...reply.headers }).end(reply.body);
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"half":');
  if (fate === 'resets-in-body') setTimeout(() => breakOff(request, end), 50);
}

function breakOff({ socket }: IncomingMessage, end: () => void): void {
  end();
  socket.destroy();
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('no answer', { cause: error });
}
