import { once } from 'node:events';
import { createServer as createTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Net } from '../../../../crawler/net/net.ts';
import { readableRobots } from '../../../../crawler/net/robots/robots-file.ts';
import { createAuthority, type Identity } from '../connection/authority.ts';
import { type Handler, type Site, startSite } from '../site.ts';
import { codeOf, host, labNet, openOwn, openVisit } from '../visit.ts';
import { stockRobots } from './stock-robots.ts';

const text =
  (body: string): Handler =>
  (_, response) =>
    response.setHeader('content-type', 'text/plain').end(body);
const status =
  (code: number): Handler =>
  (_, response) =>
    response.writeHead(code).end();

/** What /robots.txt is at each host. */
const files: Readonly<Record<string, Handler>> = {
  'mastodon.fedi.test': text(stockRobots.mastodon),
  'gotosocial.fedi.test': text(stockRobots.gotosocial),
  'lemmy.fedi.test': text(stockRobots.lemmy),
  'snac.fedi.test': text(stockRobots.snac),
  'wafrn.fedi.test': text(stockRobots.wafrn),
  'named.fedi.test': text('User-agent: *\nDisallow:\n\nUser-agent: fediscope/1.0\nDisallow: /\n'),
  'welcome.fedi.test': text('User-agent: *\nDisallow: /\n\nUser-agent: Fediscope\nAllow: /\n'),
  'delayed.fedi.test': text('User-agent: *\nCrawl-delay: 0.2\n'),
  'absent.fedi.test': status(404),
  'forbidden.fedi.test': status(403),
  'broken.fedi.test': status(503),
  'busy.fedi.test': status(429),
  'later.fedi.test': (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
  'page.fedi.test': (_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><p>Disallow: / everything</p>'),
  'huge.fedi.test': text(`${'# padding\n'.repeat(60_000)}User-agent: *\nDisallow: /\n`),
  'moved.fedi.test': (_, response) =>
    response.writeHead(301, { location: 'https://snac.fedi.test/robots.txt' }).end(),
  'circle.fedi.test': (_, response) => response.writeHead(301, { location: '/robots.txt' }).end(),
  'cut.fedi.test': (_, response) =>
    response.setHeader('content-length', '100').write('User-agent', () => response.destroy()),
};

const webfinger = '/.well-known/webfinger?resource=acct:a@fedi.test';

let identity: Identity;
let site: Site;
let net: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  identity = await authority.issue({ names: ['*.fedi.test'] });
  site = await startSite(identity, (request, response) => {
    if (request.url === '/robots.txt') files[request.headers.host ?? '']?.(request, response);
    else response.end('{}');
  });
  net = labNet({
    connectTo: [
      ['gone.fedi.test', '127.0.0.1:1'],
      ['*.fedi.test', `127.0.0.1:${site.port}`],
    ],
    trustedCa: authority.pem,
  });
});

afterAll(async () => {
  await net.close();
  await site.close();
});

/** What a peer visit gets at each path: the status, or why not. */
async function ask(name: string, ...paths: readonly string[]): Promise<readonly unknown[]> {
  const session = openVisit(net, 'peer');
  const answers: unknown[] = [];
  for (const path of paths) {
    answers.push(
      await codeOf(session.get(`https://${name}.fedi.test${path}`).then(({ status: code }) => code)),
    );
  }
  return answers;
}

function facts(name: string) {
  return openVisit(net, 'peer').robots(host(`${name}.fedi.test`));
}

const no = 'robots-disallowed';

describe('robots.txt as software ships it', () => {
  it('of Mastodon closes the block list, and nothing else we ask for', async () => {
    expect(await ask('mastodon', webfinger, '/api/v2/instance', '/api/v1/instance/domain_blocks')).toEqual([
      200,
      200,
      no,
    ]);
    expect((await facts('mastodon')).disallowedPaths).toEqual(['/api/v1/instance/domain_blocks']);
  });

  it('of GoToSocial closes WebFinger, NodeInfo, actors and the API', async () => {
    expect(await ask('gotosocial', webfinger, '/nodeinfo/2.0', '/users/a', '/api/v2/instance')).toEqual([
      no,
      no,
      no,
      no,
    ]);
    expect(await facts('gotosocial')).toMatchObject({
      state: 'readable',
      status: 200,
      namesUs: false,
      crawlDelaySeconds: 500,
    });
  });

  it('of GoToSocial asks for more delay than a visit can wait, so even what is open stays unasked', async () => {
    expect(await ask('gotosocial', '/.well-known/host-meta')).toEqual(['crawl-delay']);
  });

  it('of Lemmy closes the API and asks for a minute between requests', async () => {
    expect(await ask('lemmy', '/api/v3/site', webfinger)).toEqual([no, 'crawl-delay']);
  });

  it('of snac closes everything but itself', async () => {
    expect(await ask('snac', '/robots.txt', webfinger, '/')).toEqual([200, no, no]);
  });

  it('of Wafrn has a line without a colon, which closes nothing', async () => {
    expect(await ask('wafrn', webfinger, '/')).toEqual([200, 200]);
  });
});

describe('robots.txt', () => {
  it('that names us overrules what it says to everyone', async () => {
    expect(await ask('named', webfinger)).toEqual([no]);
    expect((await facts('named')).namesUs).toBe(true);
    expect(await ask('welcome', webfinger, '/')).toEqual([200, 200]);
    expect((await facts('welcome')).namesUs).toBe(true);
  });

  it.each(['absent', 'forbidden', 'circle'])('that is %s allows everything', async (name) => {
    expect((await facts(name)).state).toBe('absent');
    expect(await ask(name, webfinger, '/api/v1/instance/peers')).toEqual([200, 200]);
  });

  it.each(['broken', 'busy', 'cut'])('that is %s leaves only what every peer must serve', async (name) => {
    expect((await facts(name)).state).toBe('unreachable');
    const discovery = [
      webfinger,
      '/.well-known/nodeinfo',
      '/nodeinfo/2.1',
      '/.well-known/host-meta',
      '/users/a',
      '/@a',
      '/actor',
    ];
    expect(new Set(await ask(name, ...discovery))).toEqual(new Set([200]));
    expect(await ask(name, '/api/v1/instance', '/users/a/outbox')).toEqual([
      'robots-unreachable',
      'robots-unreachable',
    ]);
  });

  it('of a host that asks us to come back later keeps us away from the rest too', async () => {
    expect(await facts('later')).toMatchObject({ state: 'unreachable', status: 429 });
    expect(await ask('later', webfinger)).toEqual(['retry-after']);
  });

  it('that one refused connection hid is asked for once more, and not a third time', async () => {
    const closed = await startSite(identity, (_, response) => response.end());
    await closed.close();
    const away = labNet({ connectTo: [['*.fedi.test', `127.0.0.1:${closed.port}`]] });
    const session = openVisit(away, 'peer');
    const name = host('back.fedi.test');

    expect(await codeOf(session.robots(name))).toBe('connect-refused');
    const reopened = createTcp((socket) => socket.destroy()).listen(closed.port, '127.0.0.1');
    await once(reopened, 'listening');
    const second = await codeOf(session.robots(name));
    const third = await codeOf(session.robots(name));
    reopened.close();
    await away.close();

    expect(second).not.toBe('connect-refused');
    expect(third).toBe(second);
    expect(session.takeRecording()().exchanges).toHaveLength(2);
  });

  it('of a host out of reach is that failure, not one of robots', async () => {
    expect(await ask('gone', webfinger)).toEqual(['connect-refused']);
    expect(await codeOf(facts('gone'))).toBe('connect-refused');
  });

  it('that is a page has no rules', async () => {
    expect(await facts('page')).toMatchObject({ state: 'readable', disallowedPaths: [] });
  });

  it('is read up to 500 KiB', async () => {
    expect(await facts('huge')).toMatchObject({ state: 'readable', truncated: true, disallowedPaths: [] });
  });

  it.each([
    ['thousands in one rule', `/${'*a'.repeat(2000)}b`, true],
    ['five in each of many', '/*a*a*a*a*b', true],
    ['nothing else', `/${'*'.repeat(490_000)}`, false],
    ['pairs', `/${'*a*'.repeat(1000)}`, false],
  ])('cannot stall us with wildcards, whatever the path: %s', (_how, rule, isAllowed) => {
    const text = `User-agent: *\n${`Disallow: ${rule}\n`.repeat(Math.ceil(490_000 / (rule.length + 11)))}`;
    const { allows } = readableRobots(text, { status: 200, truncated: true, freshMs: 0 });
    const answers = Array.from({ length: 20 }, (_, n) =>
      allows(new URL(`https://a.fedi.test/${'a'.repeat(2000 + n)}`)),
    );

    expect(new Set(answers)).toEqual(new Set([isAllowed]));
  });

  it('behind a redirect holds for the host that was asked', async () => {
    expect(await ask('moved', webfinger)).toEqual([no]);
  });

  it('is read once a visit and host, and read first', async () => {
    const before = site.requests.length;
    await ask('mastodon', webfinger, '/nodeinfo/2.0');

    expect(site.requests.slice(before).map((request) => request.url)).toEqual([
      '/robots.txt',
      webfinger,
      '/nodeinfo/2.0',
    ]);
  });

  it('holds for a host that a redirect leads to', async () => {
    const session = openVisit(net, 'unproven');
    await session.robots(host('moved.fedi.test'));

    expect(await codeOf(session.get('https://snac.fedi.test/'))).toBe(no);
  });

  it('spaces the requests as its Crawl-delay asks, when a visit can wait that long', async () => {
    const before = site.requests.length;
    await ask('delayed', webfinger, '/');
    const times = site.requests.slice(before).map((request) => request.at);

    expect(times).toHaveLength(3);
    // The first one also waits for its connection: half an interval of slack.
    expect(times[2]! - times[0]!).toBeGreaterThanOrEqual(300);
  });

  it('is a fact and never a bar at a server that is proven ours', async () => {
    const session = openOwn(net, 'gotosocial.fedi.test');

    expect((await session.robots(host('gotosocial.fedi.test'))).disallowedPaths).toContain(
      '/.well-known/webfinger',
    );
    expect((await session.get(`https://gotosocial.fedi.test${webfinger}`)).status).toBe(200);
  });
});
