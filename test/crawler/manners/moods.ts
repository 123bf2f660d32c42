import type { IncomingMessage, ServerResponse } from 'node:http';

/** How a host answers. `plain`: 404 to everything. The others do as they are called, to some of their requests. */
export type Mood =
  | 'plain'
  | 'busy'
  | 'busy-without-a-word'
  | 'crawl-delay'
  | 'redirecting'
  | 'closing'
  | 'hanging-up';

/** What a busy host wants, in seconds. */
const retryAfterSeconds = 1;
/** What hosts with a Crawl-delay want, in milliseconds. */
export const crawlDelayMs = 1_000;

const moods: readonly Mood[] = [
  'busy',
  'busy-without-a-word',
  'crawl-delay',
  'redirecting',
  'closing',
  'hanging-up',
];

/** Each mood at one of 24 hosts, all others are plain. `host`: `hN.sNN.test`. */
export function moodOf(host: string): Mood {
  const at = Number(/^h(\d+)\./.exec(host)?.[1] ?? 0);
  return moods[at % 24] ?? 'plain';
}

/** Answers a request, the `nth` of its host (1: the first). Gives the monotonic moment before which the host wants no other; absent: it asked for none. */
export function answerAs(
  mood: Mood,
  nth: number,
  { url, socket }: IncomingMessage,
  response: ServerResponse,
): number | undefined {
  const isRobots = url === '/robots.txt';
  const absent = () => void response.writeHead(404, { 'content-type': 'text/plain' }).end('no');
  if (mood === 'busy' && nth % 3 === 2) {
    const notBefore = performance.now() + 1_000 * retryAfterSeconds;
    response.writeHead(429, { 'retry-after': `${retryAfterSeconds}` }).end();
    return notBefore;
  }
  if (mood === 'busy-without-a-word' && nth % 3 === 2) response.writeHead(429).end();
  else if (mood === 'crawl-delay' && isRobots)
    response.end(`User-agent: *\nCrawl-delay: ${crawlDelayMs / 1_000}\n`);
  else if (mood === 'redirecting' && !isRobots && url?.startsWith('/moved') !== true)
    response.writeHead(302, { location: `/moved${url}` }).end();
  // The first was answered, so this one came over a connection that was kept.
  else if (mood === 'hanging-up' && nth % 3 === 2) socket.destroy();
  else if (mood === 'closing') response.setHeader('connection', 'close').writeHead(404).end();
  else absent();
  return undefined;
}
