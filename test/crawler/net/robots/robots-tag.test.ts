import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NameSet } from '../../../../crawler/net/names/name-set.ts';
import type { Net } from '../../../../crawler/net/net.ts';
import { forbidsKeeping } from '../../../../crawler/net/robots/robots-tag.ts';
import { createAuthority } from '../connection/authority.ts';
import { type Site, startSite } from '../site.ts';
import { codeOf, host, labNet, openOwn, openVisit } from '../visit.ts';

let site: Site;
let net: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(
    await authority.issue({ names: ['*.fedi.test', '*.quiet.fedi.test'] }),
    (request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else if (request.url === '/long')
        response
          .writeHead(200, { 'x-robots-tag': `${'googlebot: nofollow, '.repeat(60)}fediscope: noindex` })
          .end('{}');
      else if (request.url === '/.well-known/webfinger?resource=x')
        response.writeHead(301, { location: `https://quiet.fedi.test${request.url}` }).end();
      else
        response.writeHead(200, { 'x-robots-tag': 'noindex', 'content-type': 'application/json' }).end('{}');
    },
  );
  const at = `127.0.0.1:${site.port}`;
  const lab = {
    connectTo: [
      ['*.fedi.test', at],
      ['*.quiet.fedi.test', at],
    ] as const,
    trustedCa: authority.pem,
  };
  net = labNet(lab, { excluded: new NameSet(['quiet.fedi.test', 'ours.fedi.test']) });
});

afterAll(async () => {
  await net.close();
  await site.close();
});

describe('an X-Robots-Tag', () => {
  it.each([
    ['noindex', true],
    ['none', true],
    ['noarchive, NoIndex', true],
    ['fediscope: noindex', true],
    ['googlebot: noindex', false],
    ['googlebot: nofollow, fediscope: none', true],
    ['max-snippet: 5, noindex', true],
    ['*: noindex', true],
    ['fediscope/1.0: noindex', true],
    ['googlebot: nofollow, noindex', true],
    ['noindex; nofollow', true],
    ['googlebot: none, bingbot: noindex', false],
    ['unavailable_after: 1 Jan 2030 00:00:00 UTC', false],
    ['nofollow', false],
    ['index', false],
    [undefined, false],
  ])('of "%s" forbids us to keep a document: %s', (value, forbids) => {
    expect(forbidsKeeping(value, 'fediscope/1.0 (+https://monitor.example/about)')).toBe(forbids);
  });

  it('is read in one go, however much space is in it', () => {
    const value = `a${' '.repeat(15_000)}b`;
    const answers = Array.from({ length: 100 }, () => forbidsKeeping(value, 'fediscope/1.0'));

    expect(new Set(answers)).toEqual(new Set([false]));
  });

  it('holds at a peer for a document that heeds it; the answer is on record without its body', async () => {
    const session = openVisit(net, 'peer');
    const url = 'https://a.fedi.test/nodeinfo/2.0';

    expect(await codeOf(session.get(url, { heedsRobotsTag: true }))).toBe('noindex');
    const { exchanges, evidence } = session.takeRecording()();
    expect(exchanges.at(-1)).toMatchObject({
      url,
      status: 200,
      responseHeaders: { 'x-robots-tag': 'noindex' },
    });
    expect(evidence).toEqual([]);
  });

  it('holds however long it is, though only its beginning is on record', async () => {
    const session = openVisit(net, 'peer');

    expect(await codeOf(session.get('https://a.fedi.test/long', { heedsRobotsTag: true }))).toBe('noindex');
    const { exchanges, evidence } = session.takeRecording()();
    expect(exchanges.at(-1)?.responseHeaders['x-robots-tag']).toMatch(/^googlebot: nofollow, (?!.*noindex)/);
    expect(evidence).toEqual([]);
  });

  it('does not hold for other documents, nor at a server that is proven ours', async () => {
    const url = 'https://a.fedi.test/nodeinfo/2.0';
    expect((await openVisit(net, 'peer').get(url)).status).toBe(200);
    expect((await openVisit(net, 'hosted').get(url, { heedsRobotsTag: true })).status).toBe(200);
  });
});

describe('a host that opted out', () => {
  it('is never connected to, whoever points there', async () => {
    const session = openVisit(net, 'peer');

    expect(await codeOf(session.get('https://quiet.fedi.test/'))).toBe('opted-out');
    expect(await codeOf(session.handshake(host('quiet.fedi.test')))).toBe('opted-out');
    expect(site.requests.filter((request) => request.host === 'quiet.fedi.test')).toEqual([]);
  });

  it('speaks for the names below it too', async () => {
    const session = openVisit(net, 'peer');

    expect(await codeOf(session.get('https://a.quiet.fedi.test/'))).toBe('opted-out');
    expect(site.requests.filter((request) => request.host === 'a.quiet.fedi.test')).toEqual([]);
  });

  it('is not asked because a server of ours redirects its WebFinger there', async () => {
    const session = openVisit(net, 'hosted');

    expect(await codeOf(session.get('https://a.fedi.test/.well-known/webfinger?resource=x'))).toBe(
      'opted-out',
    );
    expect(site.requests.filter((request) => request.host === 'quiet.fedi.test')).toEqual([]);
  });

  it('is asked where it is itself the server that is ours', async () => {
    expect((await openOwn(net, 'ours.fedi.test').get('https://ours.fedi.test/')).status).toBe(200);
  });
});
