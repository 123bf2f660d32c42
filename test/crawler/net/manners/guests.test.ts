import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Net } from '../../../../crawler/net/net.ts';
import type { Consent } from '../../../../model/observation.ts';
import { atFileEnd } from '../../../file-end.ts';
import { createAuthority } from '../connection/authority.ts';
import { type Site, startSite } from '../site.ts';
import { codeOf, host, labNet } from '../visit.ts';

const hour = 3_600_000;
/** Of one visit to a peer: guests get as many as two visits. */
const requests = 6;

let site: Site;
let lab: Parameters<typeof labNet>[0];
let net: Net;
let aheadMs = 0;

beforeAll(async () => {
  const authority = await createAuthority();
  const names = ['*.many.test', '*.other.test', '*.victim.test'];
  site = await startSite(await authority.issue({ names }), (request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else if (request.url === '/away') response.writeHead(302, { location: 'https://b.victim.test/' }).end();
    else response.end('{}');
  });
  atFileEnd(() => site.close());
  const at = `127.0.0.1:${site.port}`;
  const connectTo = ['many', 'other', 'victim'].map((name) => [`*.${name}.test`, at] as const);
  lab = { connectTo, trustedCa: authority.pem };
});

beforeEach(() => {
  aheadMs = 0;
  site.requests.length = 0;
  const each = { hosted: 100, unproven: 100, peer: requests };
  const time = { now: () => Date.now(), elapsed: () => performance.now() + aheadMs };
  net = labNet(lab, { requestsPerVisit: each }, time);
});

afterEach(() => net.close());

/** What a visit to one server ends in that asks for the same URL again and again. */
async function visit(name: string, url: string, { times = 3, consent = 'peer' as Consent } = {}) {
  const session = net.open({ host: host(name), consent, signal: new AbortController().signal });
  const answers: unknown[] = [];
  for (let n = 0; n < times; n += 1)
    answers.push(await codeOf(session.get(url).then(({ status }) => status)));
  await session.close();
  return answers;
}

const atVictim = () => site.requests.filter((request) => request.host.endsWith('.victim.test')).length;

it('peers that all lead to one domain ask it no more than two visits would, by links and by redirects', async () => {
  for (let n = 0; n < 10; n += 1) await visit(`n${n}.many.test`, 'https://a.victim.test/');
  for (let n = 0; n < 10; n += 1)
    await visit(`n${n}.other.test`, `https://n${n}.other.test/away`, { times: 1 });

  expect(atVictim()).toBe(2 * requests);
  expect(await visit('x.many.test', 'https://a.victim.test/')).toEqual(Array(3).fill('domain-budget'));
});

it('the domain itself is visited as ever meanwhile, and so are other domains', async () => {
  for (let n = 0; n < 5; n += 1) await visit(`n${n}.many.test`, 'https://a.victim.test/');
  const [before] = [atVictim()];

  expect(await visit('a.victim.test', 'https://b.victim.test/', { times: 2 })).toEqual([200, 200]);
  expect(atVictim()).toBe(before + 3);
  expect(await visit('n1.many.test', 'https://a.other.test/')).toEqual([200, 200, 200]);
});

it('an hour later guests are let in again', async () => {
  for (let n = 0; n < 5; n += 1) await visit(`n${n}.many.test`, 'https://a.victim.test/');
  aheadMs = hour + 1;

  expect(await visit('x.many.test', 'https://a.victim.test/')).toEqual([200, 200, 200]);
});

it('a server of ours is followed wherever it leads', async () => {
  for (let n = 0; n < 5; n += 1) await visit(`n${n}.many.test`, 'https://a.victim.test/');
  const ours = { times: 20, consent: 'unproven' } as const;

  expect(new Set(await visit('our.many.test', 'https://a.victim.test/', ours))).toEqual(new Set([200]));
});
