import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Net } from '../../../../crawler/net/net.ts';
import { createAuthority } from '../connection/authority.ts';
import { type Site, startSite } from '../site.ts';
import { codeOf, labNet, openOwn } from '../visit.ts';

const ours = 'ours.fedi.test';
const web = 'web.fedi.test';
const stranger = 'stranger.fedi.test';

/** Where the proven server sends us, by path. */
const locations: Readonly<Record<string, string>> = {
  '/.well-known/host-meta': `https://${web}/.well-known/host-meta`,
  '/.well-known/webfinger': `https://${stranger}/.well-known/webfinger`,
  '/page': `https://${stranger}/page`,
};

let site: Site;
let net: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    const location = request.headers.host === ours ? locations[request.url ?? ''] : undefined;
    if (location !== undefined) response.writeHead(302, { location }).end();
    else if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /\n');
    else response.end('{}');
  });
  net = labNet(
    { connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`]], trustedCa: authority.pem },
    { hostIntervalMs: { hosted: 0, unproven: 0, peer: 150 } },
  );
});

afterAll(async () => {
  await net.close();
  await site.close();
});

function askedOf(name: string): readonly string[] {
  return site.requests.filter((request) => request.host === name).map(({ url }) => url);
}

describe('the consent of a proven server', () => {
  it('covers itself and the web domain that its discovery is redirected to', async () => {
    const session = openOwn(net, ours);
    await session.get(`https://${ours}/`);
    await session.get(`https://${ours}/.well-known/host-meta`);
    await session.get(`https://${web}/nodeinfo/2.0`);

    expect(askedOf(web)).toEqual(['/.well-known/host-meta', '/nodeinfo/2.0']);
    expect(askedOf(ours)).not.toContain('/robots.txt');
  });

  it('does not cover a host that it links or redirects to', async () => {
    const session = openOwn(net, ours);

    expect(await codeOf(session.get(`https://${stranger}/users/a`))).toBe('robots-disallowed');
    expect(await codeOf(session.get(`https://${ours}/page`))).toBe('robots-disallowed');
    expect(askedOf(stranger)).toEqual(['/robots.txt']);
  });

  it('covers one web domain, the first', async () => {
    const session = openOwn(net, ours);
    await session.get(`https://${ours}/.well-known/host-meta`);

    expect(await codeOf(session.get(`https://${ours}/.well-known/webfinger`))).toBe('robots-disallowed');
  });

  it('hurries nobody else', async () => {
    const session = openOwn(net, ours);
    const name = 'slow.fedi.test';
    await Promise.all([1, 2, 3].map(() => session.get(`https://${name}/robots.txt`)));
    const times = site.requests.filter((request) => request.host === name).map(({ at }) => at);

    // Starts are spaced; the first one also waits for its connection.
    expect(times[2]! - times[0]!).toBeGreaterThanOrEqual(150);
  });
});
