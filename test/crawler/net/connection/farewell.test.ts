import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Net } from '../../../../crawler/net/net.ts';
import { generous } from '../../../visiting.ts';
import { type Site, startRawTls } from '../site.ts';
import { codeOf, labNet, openOwn } from '../visit.ts';
import { createAuthority } from './authority.ts';

/** Longer than a request and our farewell take, shorter than the server is given. */
const starvedMs = 2_000;
/** How long a server may say nothing. */
const idleTimeoutMs = 400;

let site: Site;
let open: () => Net;
let net: Net;
/** What the servers saw, in its order. */
const seen: string[] = [];

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startRawTls(
    await authority.issue({ names: ['*.late.test', '*.also.test', '*.deaf.test'] }),
    serve,
  );
  const connectTo = [['*.*.test', `127.0.0.1:${site.port}`]] as const;
  const hostedDomain = { requestsPerSecond: 1_000, atOnce: 1 };
  const lab = { connectTo, trustedCa: authority.pem };
  open = () => labNet(lab, { idleTimeoutMs, budgets: { ...generous, hostedDomain }, maxWaitMs: 20_000 });
  net = open();
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(async () => {
  await net.close();
  await site.close();
});

function serve(socket: TLSSocket): void {
  socket.on('data', (chunk: Buffer) => {
    const [, path, name = ''] = /^GET (\S+) .*?\r\nhost: (\S+)\r\n/is.exec(chunk.toString('latin1')) ?? [];
    if (path === undefined) return;
    seen.push(`${name} asked`);
    if (path === '/') return void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    socket.once('close', () => seen.push(`${name} is through`));
    lookAway(socket, name);
  });
}

/** Does not look at a connection for a while, or ever, as a process that gets no core. */
function lookAway(socket: TLSSocket, name: string): void {
  socket.pause();
  // The end of the stream is only seen behind it.
  socket.unshift(Buffer.from(' '));
  if (!name.endsWith('.deaf.test')) setTimeout(() => socket.resume(), starvedMs);
}

/** A visit that asks one server that says nothing, and is over when it has given that up. */
async function giveUp(name: string): Promise<void> {
  const session = openOwn(net, name);
  expect(await codeOf(session.get(`https://${name}/silence`))).toBe('http-timeout');
  await session.close();
  seen.push(`${name} given up`);
}

/** Asks one server below a name that says nothing, and the next one as soon as its turn comes. */
async function askTwo(one: string, other: string): Promise<readonly string[]> {
  const first = giveUp(one);
  await expect.poll(() => seen, { interval: 5 }).toContain(`${one} asked`);
  const second = openOwn(net, other).get(`https://${other}/`);
  await first;
  expect((await second).status).toBe(200);
  return seen.filter((line) => line.startsWith(one) || line.startsWith(other));
}

it('a server that sees late that we hung up keeps its place until then; one that never does, for a while', async () => {
  const [late, deaf, same] = await Promise.all([
    askTwo('one.late.test', 'other.late.test'),
    askTwo('one.deaf.test', 'other.deaf.test'),
    askTwo('same.also.test', 'same.also.test'),
  ]);

  const whole = ['one.late.test asked', 'one.late.test given up', 'one.late.test is through'];
  expect(late).toEqual([...whole, 'other.late.test asked']);
  expect(deaf).toEqual(['one.deaf.test asked', 'one.deaf.test given up', 'other.deaf.test asked']);
  const again = ['asked', 'given up', 'is through', 'asked'].map((line) => `same.also.test ${line}`);
  expect(same).toEqual(again);
});

it('a network that closes waits for no server to see that', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const closing = open();
  const session = openOwn(closing, 'last.deaf.test');
  const asking = codeOf(session.get('https://last.deaf.test/silence'));
  await expect.poll(() => seen, { interval: 5 }).toContain('last.deaf.test asked');
  vi.advanceTimersByTime(idleTimeoutMs);
  expect(await asking).toBe('http-timeout');
  await session.close();
  const inFarewell = vi.getTimerCount();
  await closing.close();

  // undici has a timer of its own.
  expect(vi.getTimerCount()).toBe(inFarewell - 1);
});
