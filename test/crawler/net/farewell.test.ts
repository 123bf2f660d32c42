import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Net } from '../../../crawler/net/net.ts';
import { generous } from '../../visiting.ts';
import { createAuthority } from './authority.ts';
import { type Site, startRawTls } from './site.ts';
import { codeOf, impatient, labNet, openOwn } from './visit.ts';

/** Longer than a request and our farewell take, shorter than the server is given. */
const starvedMs = 2_000;

let site: Site;
let net: Net;
/** What the servers saw, in its order. */
const seen: string[] = [];

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startRawTls(await authority.issue({ names: ['*.late.test', '*.deaf.test'] }), serve);
  const connectTo = [['*.*.test', `127.0.0.1:${site.port}`]] as const;
  const hostedDomain = { requestsPerSecond: 1_000, atOnce: 1 };
  const lab = { connectTo, trustedCa: authority.pem };
  net = labNet(lab, { ...impatient, budgets: { ...generous, hostedDomain }, maxWaitMs: 20_000 });
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
  if (name.endsWith('.late.test')) setTimeout(() => socket.resume(), starvedMs);
}

/** Asks one server below a name that says nothing, and the next one as soon as its turn comes. */
async function askTwo(domain: string): Promise<readonly string[]> {
  const [one, other] = [`one.${domain}`, `other.${domain}`];
  const first = codeOf(openOwn(net, one).get(`https://${one}/silence`));
  await expect.poll(() => seen, { interval: 5 }).toContain(`${one} asked`);
  const second = openOwn(net, other).get(`https://${other}/`);
  expect(await first).toBe('http-timeout');
  expect((await second).status).toBe(200);
  return seen.filter((line) => line.includes(domain));
}

it('a server that sees late that we hung up keeps its place until then; one that never does, for a while', async () => {
  const [late, deaf] = await Promise.all([askTwo('late.test'), askTwo('deaf.test')]);

  expect(late).toEqual(['one.late.test asked', 'one.late.test is through', 'other.late.test asked']);
  expect(deaf).toEqual(['one.deaf.test asked', 'other.deaf.test asked']);
});
