import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeRecords } from '../../../../analyzer/evidence/record-drafts.ts';
import { pseudonym } from '../../../../crawler/net/evidence/shield.ts';
import type { Net } from '../../../../crawler/net/net.ts';
import { createAuthority } from '../connection/authority.ts';
import { type Site, startSite } from '../site.ts';
import { labNet, openVisit } from '../visit.ts';

const actor = JSON.stringify({
  type: 'Person',
  preferredUsername: 'carol',
  name: 'Carol',
  url: 'https://a.fedi.test/@carol',
});
/** Where redirects lead: servers call places after people. */
const led: Readonly<Record<string, string>> = {
  '/302/handle': '/200/@dagobert/posts/42',
  '/302/plain': 'https://a.fedi.test/dagobert?by=dagobert',
  '/302/known': '/users/instance.actor/outbox',
  '/302/webfinger': '/.well-known/webfinger?resource=acct:dagobert@a.fedi.test',
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Type and body of each path; the status is its first segment. */
const bodies: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/200/users/carol': ['application/activity+json; charset=utf-8', actor],
  '/200/page': ['text/html', '<!doctype html><p>Carol and friends'],
  '/502/page': [
    'text/html',
    `<!doctype html><script>var x = "hidden"</script><h1>Bad gateway</h1><p>ask carol@a.fedi.test ${'z'.repeat(5000)}`,
  ],
  '/502/deep': ['text/html', `<!doctype html>Bad ${'<div>'.repeat(50_000)}gateway`],
  '/200/deep-xml': ['application/xrd+xml', '<a>'.repeat(50_000)],
  '/200/xml': [
    'application/xrd+xml',
    '<XRD><Subject>acct:carol@a.fedi.test</Subject><Link rel="lrdd" template="https://a.fedi.test/wf?resource={uri}" title="Carol"/></XRD>',
  ],
  '/200/broken': ['application/json', `{"name": "Carol", ${'x'.repeat(5000)}`],
  '/200/large': ['application/json', JSON.stringify({ id: 'ä'.repeat(60_000) })],
  '/200/image': ['image/png', '\u0089PNG'],
  '/200/nothing': ['application/json', ''],
  '/.well-known/webfinger': ['application/jrd+json', '{"subject":"acct:carol@a.fedi.test","links":[]}'],
};

let site: Site;
let net: Net;
let fingerprint: string;

beforeAll(async () => {
  const authority = await createAuthority();
  const certificate = await authority.issue({ names: ['*.fedi.test'] });
  fingerprint = new X509Certificate(certificate.cert).fingerprint256.replaceAll(':', '').toLowerCase();
  site = await startSite(certificate, (request, response) => {
    const [type, body] = bodies[request.url ?? ''] ?? ['text/plain', ''];
    response
      .writeHead(Number(/^\/(\d{3})\//.exec(request.url ?? '')?.[1] ?? 200), {
        'content-type': type,
        'x-odd': '1',
        link: '<https://a.fedi.test/@carol>',
        ...(led[request.url ?? ''] && { location: led[request.url ?? ''] }),
      })
      .end(body);
  });
  net = labNet({ connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`]], trustedCa: authority.pem });
});

afterAll(async () => {
  await net.close();
  await site.close();
});

async function record(path: string) {
  const session = openVisit(net);
  await session.get(`https://a.fedi.test${path}`);
  const { exchanges, evidence } = session.takeRecording()();
  return { exchange: exchanges[0]!, evidence: evidence[0] };
}

describe('what a visit leaves behind', () => {
  it('has hashes of what came and of what was kept', async () => {
    const { exchange, evidence } = await record('/200/users/carol');

    expect(exchange.body?.receivedSha256).toBe(sha256(actor));
    expect(evidence).toMatchObject({ receivedSha256: sha256(actor), mediaType: 'application/activity+json' });
    expect(evidence?.keptSha256).toBe(sha256(evidence!.content));
    expect(exchange.body?.keptSha256).toBe(evidence?.keptSha256);
  });

  it('says through which session it came, and how many header fields are not kept', async () => {
    const session = openVisit(net);
    await session.get('https://a.fedi.test/200/users/carol');
    await session.get('https://a.fedi.test/200/xml');
    const { exchanges } = session.takeRecording()();

    for (const exchange of exchanges)
      expect(exchange).toMatchObject({ tlsProtocol: 'TLSv1.3', certificateSha256: fingerprint });
    const { responseHeaders, unkeptHeaders } = exchanges.at(-1)!;
    expect(Object.keys(responseHeaders)).toEqual(['content-type', 'link', 'date']);
    // x-odd, connection, keep-alive and transfer-encoding.
    expect(unkeptHeaders).toBe(4);
  });

  it('says all that was asked for, field by field as it went out', async () => {
    const session = openVisit(net);
    session.shield('fediscope', 'monitor');
    await session.get('https://a.fedi.test/200/xml', { accept: 'application/xrd+xml', range: 'bytes=0-99' });
    const [exchange] = session.takeRecording()().exchanges;
    const [request] = exchangeRecords({ id: 'x' }, 0, { exchange: exchange!, contents: new Map() });

    expect(exchange!.userAgent).toBe('Fediscope/0.1 (+https://monitor.example/about)');
    expect(request!.http!.fields).toEqual(site.requests.at(-1)!.headers);
    expect(Object.keys(request!.http!.fields)).toEqual(Object.keys(site.requests.at(-1)!.headers));
  });

  it.each([
    ['/200/users/carol', 'json', undefined],
    ['/502/page', 'page', true],
    ['/200/xml', 'xrd', undefined],
    ['/200/deep-xml', 'text', true],
    ['/200/broken', 'text', true],
    ['/200/large', 'json', true],
    ['/.well-known/webfinger', 'jrd', undefined],
  ])('says in which form %s is kept, and whether that was cut', async (path, keptForm, keptCut) => {
    const { exchange } = await record(path);

    expect([exchange.body?.keptForm, exchange.body?.keptCut]).toEqual([keptForm, keptCut]);
  });

  it('knows nobody: not in the body, not in the URL, not in a header', async () => {
    const { exchange, evidence } = await record('/200/users/carol');
    const carol = pseudonym('carol');

    expect(JSON.parse(evidence!.content)).toEqual({
      type: 'Person',
      preferredUsername: carol,
      name: '[person]',
      url: '[text]',
    });
    expect(exchange.url).toBe(`https://a.fedi.test/200/users/${carol}`);
    expect(exchange.responseHeaders['link']).toBe('[text]');
    expect(JSON.stringify([exchange, evidence])).not.toMatch(/carol/i);
  });

  it('forgets a name that is learned only after the exchange', async () => {
    const session = openVisit(net);
    await session.get('https://a.fedi.test/200/nothing?of=dave');
    const recording = session.takeRecording();
    session.shield('dave');

    expect(recording().exchanges[0]?.url).toBe(`https://a.fedi.test/200/nothing?of=${pseudonym('dave')}`);
    expect(session.scrub({ handle: '@Dave' })).toEqual({ handle: `@${pseudonym('dave')}` });
    expect(session.takeRecording()().exchanges).toEqual([]);
  });

  it.each([
    ['/302/handle', /^https:\/\/a\.fedi\.test\/path-[0-9a-f]{8}\/@person-[0-9a-f]{8}\/path-[0-9a-f]{8}\/42$/],
    ['/302/plain', /^https:\/\/a\.fedi\.test\/path-[0-9a-f]{8}\?…$/],
    ['/302/known', /^https:\/\/a\.fedi\.test\/users\/instance\.actor\/outbox$/],
    [
      '/302/webfinger',
      /^https:\/\/a\.fedi\.test\/\.well-known\/webfinger\?resource=acct:person-[0-9a-f]{8}@a\.fedi\.test$/,
    ],
  ])('keeps of the place that %s leads to what servers have in common', async (path, kept) => {
    const session = openVisit(net);
    const { url, hops } = await session.get(`https://a.fedi.test${path}`);
    const { exchanges, evidence } = session.takeRecording()();
    const data = session.scrub({ url, urls: hops.map((hop) => hop.url) });

    expect(exchanges.map((each) => each.url)).toEqual([
      `https://a.fedi.test${path}`,
      expect.stringMatching(kept),
    ]);
    expect(data).toEqual({ url: exchanges[1]!.url, urls: exchanges.map((each) => each.url) });
    expect(JSON.stringify([exchanges, evidence, data])).not.toMatch(/dagobert/i);
  });

  it('keeps no page, but the text of an error page', async () => {
    expect((await record('/200/page')).evidence).toBeUndefined();
    const { evidence } = await record('/502/page');

    expect(evidence?.content).toMatch(/^Bad gateway … \[e-mail\] …$/);
    expect(evidence?.content).not.toContain('hidden');
    expect(evidence?.content.length).toBeLessThanOrEqual(2048);
  });

  it('keeps of a page what its reader takes from it, without the names that are known', async () => {
    const session = openVisit(net);
    const excerpt = (bytes: Uint8Array, url: string) =>
      Buffer.from(bytes).includes('<p>') ? { to: `${url}/@carol`, bytes: bytes.length } : undefined;
    await session.get('https://a.fedi.test/200/page', { excerpt });
    await session.get('https://a.fedi.test/200/page', { excerpt, reuse: true });
    await session.get('https://a.fedi.test/502/page', { excerpt });
    await session.get('https://a.fedi.test/200/xml', { excerpt });
    session.shield('carol');
    const { exchanges, evidence } = session.takeRecording()();
    const [first, again] = exchanges;

    expect(first!.body).toMatchObject({ keptForm: 'excerpt', keptSha256: evidence[0]!.keptSha256 });
    expect(again!.body?.keptSha256).toBe(first!.body?.keptSha256);
    expect(evidence[0]).toMatchObject({
      receivedSha256: sha256(bodies['/200/page']![1]),
      content: `{"to":"https://a.fedi.test/200/page/@${pseudonym('carol')}","bytes":35}`,
    });
    expect(exchanges.map(({ body }) => body?.keptForm)).toEqual(['excerpt', 'excerpt', 'page', 'xrd']);
  });

  it('reads a page that is nested as deep as it is long', async () => {
    expect((await record('/502/deep')).evidence?.content).toBe('Bad');
    expect((await record('/200/deep-xml')).evidence?.content).toContain('<a><a>');
  });

  it('keeps other text scrubbed, and of broken JSON only the beginning', async () => {
    expect((await record('/200/xml')).evidence?.content).toBe(
      '<XRD><Link rel="lrdd" template="https://a.fedi.test/wf?resource={uri}"/></XRD>',
    );
    expect((await record('/200/broken')).evidence?.content.length).toBeLessThanOrEqual(256);
  });

  it('keeps at most 64 KiB, cut at a whole character', async () => {
    const { evidence } = await record('/200/large');

    expect(Buffer.byteLength(evidence!.content)).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(evidence!.content)).toBeGreaterThan(65_530);
    expect(evidence!.content).not.toContain('\uFFFD');
  });

  it.each(['/200/image', '/200/nothing'])('keeps only the hash of %s', async (path) => {
    const { exchange, evidence } = await record(path);

    expect(evidence).toBeUndefined();
    expect(exchange.body).not.toHaveProperty('keptSha256');
    expect(exchange.body?.receivedSha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
