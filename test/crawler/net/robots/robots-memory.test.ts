import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Net } from '../../../../crawler/net/net.ts';
import type { RobotsFacts } from '../../../../crawler/net/robots/robots.ts';
import type { Consent } from '../../../../model/observation.ts';
import { createAuthority } from '../connection/authority.ts';
import { type Site, startSite } from '../site.ts';
import { codeOf, host, labNet } from '../visit.ts';

const minute = 60_000;
const hour = 60 * minute;
const name = 'a.fedi.test';
const actor = `https://${name}/actor`;

/** What the server answers at /robots.txt now. */
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

let site: Site;
let net: Net;
let lab: Parameters<typeof labNet>[0];
let answer: Answer;
let aheadMs: number;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    const { status = 200, headers = {}, text = '' } = request.url === '/robots.txt' ? answer : {};
    response.writeHead(status, headers).end(text);
  });
  lab = { connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`]], trustedCa: authority.pem };
});

beforeEach(async () => {
  await net?.close();
  aheadMs = 0;
  net = labNet(lab, {}, { now: () => Date.now() + aheadMs, elapsed });
});

afterAll(async () => {
  await net.close();
  await site.close();
});

const elapsed = () => performance.now() + aheadMs;

/** A visit that asks for the actor, and for the facts where it wants them: what came of that, and how often robots.txt was read. */
async function visit({ consent = 'peer' as Consent, wants = false, ends = true } = {}) {
  const before = site.requests.length;
  const until = ends && { untilMs: elapsed() + minute };
  const session = net.open({ host: host(name), consent, signal: new AbortController().signal, ...until });
  const facts: RobotsFacts | undefined = wants ? await session.robots(host(name)) : undefined;
  const got = await codeOf(session.get(actor).then(({ status }) => status));
  await session.close();
  const read = site.requests.slice(before).filter(({ url }) => url === '/robots.txt').length;
  return { got, read, ...(facts && { state: facts.state }) };
}

const open = { got: 200, read: 0 };
const openAnew = { got: 200, read: 1 };

it.each([
  ['has no rules for us', { text: 'User-agent: other\nDisallow: /\n' }],
  ['is absent', { status: 404 }],
  ['may be kept for weeks', { headers: { 'cache-control': 'public, max-age=2419200' } }],
])('a robots.txt that %s is read once in a day of visits', async (_how, answered: Answer) => {
  answer = answered;
  expect(await visit()).toEqual(openAnew);
  aheadMs = 24 * hour - minute;
  expect(await visit()).toEqual(open);
  aheadMs = 24 * hour + minute;
  expect(await visit()).toEqual(openAnew);
});

it.each([
  ['an hour', { 'cache-control': 'max-age=3600' }, hour],
  ['what is left of it in a cache', { 'cache-control': 'public, max-age="7200"', age: '3600' }, hour],
])('one that may be kept for %s is read again after that', async (_long, headers, freshMs) => {
  answer = { headers };
  expect(await visit()).toEqual(openAnew);
  aheadMs = freshMs - minute;
  expect(await visit()).toEqual(open);
  aheadMs = freshMs + minute;
  expect(await visit()).toEqual(openAnew);
});

it.each(['no-store', 'private, no-cache', 'max-age=0, must-revalidate'])(
  'one that comes with %s is read at each visit, and once in it',
  async (control) => {
    answer = { headers: { 'cache-control': control } };
    expect(await visit({ wants: true })).toEqual({ ...openAnew, state: 'readable' });
    expect(await visit()).toEqual(openAnew);
  },
);

it('one that asks for a Crawl-delay is read once a day whatever it says', async () => {
  answer = { text: 'User-agent: *\nCrawl-delay: 0.01\n', headers: { 'cache-control': 'no-cache' } };
  expect(await visit()).toEqual(openAnew);
  aheadMs = 23 * hour;
  expect(await visit()).toEqual(open);
});

it('one that cannot be read any more still forbids what it forbade, and is asked for at each visit', async () => {
  answer = { text: 'User-agent: *\nDisallow: /actor\n' };
  expect(await visit()).toEqual({ got: 'robots-disallowed', read: 1 });
  answer = { status: 503 };
  aheadMs = 25 * hour;
  const forbidden = { got: 'robots-unreachable', read: 1 };
  expect([await visit(), await visit()]).toEqual([forbidden, forbidden]);
  answer = { text: '' };
  expect(await visit()).toEqual(openAnew);
});

it('one that cannot be read any more still has its Crawl-delay', async () => {
  answer = { text: 'User-agent: *\nCrawl-delay: 3600\n' };
  expect(await visit()).toEqual({ got: 'crawl-delay', read: 1 });
  answer = { status: 503 };
  aheadMs = 25 * hour;
  expect(await visit()).toEqual({ got: 'crawl-delay', read: 1 });
});

it('one that was never read forbids nothing that every peer must serve', async () => {
  answer = { status: 503 };
  expect(await visit()).toEqual(openAnew);
});

it('is read anew by a visit that is to tell what it says, for later ones too', async () => {
  answer = { text: '' };
  expect(await visit()).toEqual(openAnew);
  answer = { text: 'User-agent: fediscope\nDisallow: /\n' };
  expect(await visit({ wants: true })).toEqual({ got: 'robots-disallowed', read: 1, state: 'readable' });
  expect(await visit()).toEqual({ got: 'robots-disallowed', read: 0 });
});

it('is read anew by a visit without an end, and by each that is to tell what it says at a server of ours', async () => {
  answer = { text: '' };
  expect(await visit()).toEqual(openAnew);
  expect(await visit({ ends: false })).toEqual(openAnew);
  const told = { ...openAnew, state: 'readable' };
  expect([
    await visit({ consent: 'hosted', wants: true }),
    await visit({ consent: 'hosted', wants: true }),
  ]).toEqual([told, told]);
});

it('with more rules than we keep is read at each visit', async () => {
  answer = { text: `User-agent: *\n${'Disallow: /a\n'.repeat(20_000)}` };
  expect([await visit(), await visit()]).toEqual([
    { got: 'robots-disallowed', read: 1 },
    { got: 'robots-disallowed', read: 1 },
  ]);
});
