import { afterAll, beforeAll, expect, it } from 'vitest';
import { NameSet } from '../../../../crawler/net/names/name-set.ts';
import type { Net } from '../../../../crawler/net/net.ts';
import { createAuthority } from '../connection/authority.ts';
import { type Site, startSite } from '../site.ts';
import { codeOf, host, labNet } from '../visit.ts';

/** Where each host's robots.txt has moved to. */
const moved: Readonly<Record<string, string>> = {
  'dead.fedi.test': 'https://gone.fedi.test/robots.txt',
  'private.fedi.test': 'https://inside.fedi.test/robots.txt',
  'quieter.fedi.test': 'https://quiet.fedi.test/robots.txt',
  'plain.fedi.test': 'http://files.fedi.test/robots.txt',
  'endless.fedi.test': `https://files.fedi.test/${'a'.repeat(1200)}`,
  'itself.fedi.test': '/robots.txt',
  'once.fedi.test': 'https://files.fedi.test/robots.txt',
};

const discovery = '/.well-known/nodeinfo';
const other = '/api/v1/instance';

let site: Site;
let net: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    const to = moved[request.headers.host ?? ''];
    if (request.url !== '/robots.txt') response.end('{}');
    else if (to !== undefined) response.writeHead(301, { location: to }).end();
    else response.end(`User-agent: *\nDisallow: ${other}\n`);
  });
  const connectTo = [
    ['gone.fedi.test', '127.0.0.1:1'],
    ['inside.fedi.test', '10.0.0.1:443'],
    ['*.fedi.test', `127.0.0.1:${site.port}`],
  ] as const;
  net = labNet(
    { connectTo, trustedCa: authority.pem },
    { excluded: new NameSet(['quiet.fedi.test']), requestsPerVisit: { hosted: 9, unproven: 9, peer: 9 } },
  );
});

afterAll(async () => {
  await net.close();
  await site.close();
});

async function ask(name: string): Promise<readonly unknown[]> {
  const own = host(name);
  const session = net.open({ host: own, consent: 'peer', signal: new AbortController().signal });
  const status = (path: string) =>
    codeOf(session.get(`https://${name}${path}`).then((answer) => answer.status));
  const state = await codeOf(session.robots(own).then((facts) => facts.state));
  const answers = [state, await status(discovery), await status(other)];
  await session.close();
  return answers;
}

it.each([
  ['a host that is dead', 'dead.fedi.test'],
  ['a private address', 'private.fedi.test'],
  ['a host that opted out', 'quieter.fedi.test'],
  ['a URL too long to keep', 'endless.fedi.test'],
])('a robots.txt that moved to %s is unreachable, and its own host is not', async (_where, name) => {
  expect(await ask(name)).toEqual(['unreachable', 200, 'robots-unreachable']);
  expect(site.requests.filter((request) => request.host === 'quiet.fedi.test')).toEqual([]);
});

it.each(['plain.fedi.test', 'itself.fedi.test'])(
  'a robots.txt whose redirect is none to follow is absent: %s',
  async (name) => {
    expect(await ask(name)).toEqual(['absent', 200, 200]);
    expect(
      site.requests.filter((request) => request.host === name && request.url === '/robots.txt'),
    ).toHaveLength(1);
  },
);

it('a robots.txt that moved holds where it came from', async () => {
  expect(await ask('once.fedi.test')).toEqual(['readable', 200, 'robots-disallowed']);
});

it('a host that is dead itself is out of reach', async () => {
  expect(await ask('gone.fedi.test')).toEqual(['connect-refused', 'connect-refused', 'connect-refused']);
});
