import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Memory } from '../../../crawler/visit/memory.ts';
import { type VisitOrder, visit } from '../../../crawler/visit/visit.ts';
import { instant } from '../../../model/clock.ts';
import { type Cast, type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { scenarios } from '../../scenarios/index.ts';
import { hostNamed, netTo, visitTools, watched } from '../../visiting.ts';

const host = 'mastodon.fedi.test';
/** Accounts here, documents there, and a robots.txt that forbids everything to strangers. */
const webHost = 'social.closed.fedi.test';
const closed: Cast = {
  host: 'closed.fedi.test',
  webHost,
  software: 'mastodon',
  broken: 'robots-disallow-all',
  role: 'hosted',
};
const words = 'The library opens at nine';

let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({ only: [host], extra: [closed] });
});

afterAll(() => fediverse.close());

/** A visit as a peer, with the budget of one, that asks and knows what is given. */
async function look(share: Pick<VisitOrder, 'due' | 'known'> = {}) {
  const scenario = scenarios.find((one) => one.host === host);
  if (scenario === undefined) throw new Error(`${host} is no scenario`);
  const tools = visitTools(fediverse);
  const each = { hosted: 20, unproven: 20, peer: 20 };
  const net = netTo(fediverse, { ...tools, net: { requestsPerVisit: each } });
  const scheduledAt = instant(Date.now());
  const before = fediverse.requests(host).length;
  const order = { server: watched(scenario, scheduledAt), consent: 'peer', scheduledAt } as const;
  const record = await visit({ ...order, ...share, signal: new AbortController().signal }, { ...tools, net });
  await net.close();
  await tools.net.close();
  return {
    ...record,
    paths: fediverse
      .requests(host)
      .slice(before)
      .map(({ path }) => path),
  };
}

const probesOf = ({ observations }: Awaited<ReturnType<typeof look>>) =>
  observations.map(({ probe }) => probe);

describe('a visit', () => {
  test('that asks a Mastodon with posts everything makes twenty requests, and none is cut off', async () => {
    const { paths, observations } = await look();

    expect(paths).toHaveLength(20);
    // Its stock robots.txt keeps crawlers from the block list, so that is no request.
    expect(observations.filter(({ outcome }) => outcome !== 'ok')).toMatchObject([
      { probe: 'policies', failure: { code: 'robots-disallowed' } },
    ]);
    const data = Object.fromEntries(observations.map(({ probe, data: seen }) => [probe, seen]));
    expect(data['outbox']).toMatchObject({ item: { ok: true, data: { sameId: true, sameOwner: true } } });
    expect(JSON.stringify(data['soft-404'])).toContain('"status":404');
  });

  test('keeps nothing of what people wrote', async () => {
    const { observations, evidence } = await look();
    const kept = JSON.stringify([observations, evidence]);

    expect(kept).not.toContain(words);
    expect(kept).not.toContain('115594728466213571');
    expect(kept).not.toContain('alice');
  });

  test('asks what is due and builds on what is known', async () => {
    const first = await look();
    const second = await look({ due: new Set(['dns', 'webfinger']), known: first.settled });

    expect(probesOf(second)).toEqual(['dns', 'webfinger']);
    // robots.txt is read once a visit, whatever is asked.
    expect(second.paths.map((path) => path.split('?')[0])).toEqual(['/robots.txt', '/.well-known/webfinger']);
    expect(JSON.stringify(second.observations)).not.toContain('alice');
  });

  test('asks first what it builds on when nothing is known of it', async () => {
    const record = await look({ due: new Set(['key']), known: new Map() });

    expect(probesOf(record)).toEqual([
      'host-meta',
      'domains',
      'nodeinfo',
      'instance-api',
      'webfinger',
      'actor',
      'key',
    ]);
  });

  test('asks for other names of nobody at other times, and for the same when it is repeated', async () => {
    const share = { due: new Set(['soft-404']), known: (await look()).settled };
    const names = async () => (await look(share)).paths.filter((path) => path.includes('fediscope'));
    const [first, second] = [await names(), await names()];

    expect(first).toHaveLength(2);
    expect(first).not.toEqual(second);
  });

  test('remembers the web domain that consent covers, however few questions it has', async () => {
    const server = { host: hostNamed(closed.host), role: 'hosted', expect: {}, watchedSince: '' } as const;
    const tools = visitTools(fediverse);
    const order = { server, consent: 'hosted', scheduledAt: instant(Date.now()) } as const;
    const signal = new AbortController().signal;
    const first = await visit({ ...order, signal }, tools);
    const due = new Set(['nodeinfo']);
    const second = await visit({ ...order, signal, due, known: first.settled }, tools);
    await tools.net.close();

    expect(second.observations.map(({ probe, outcome }) => [probe, outcome])).toEqual([['nodeinfo', 'ok']]);
  });

  test('keeps the web domain it knows while the account domain is unavailable', async () => {
    const server = { host: hostNamed(closed.host), role: 'hosted', expect: {}, watchedSince: '' } as const;
    const tools = visitTools(fediverse);
    const order = { server, consent: 'hosted', scheduledAt: instant(Date.now()) } as const;
    const signal = new AbortController().signal;
    const memory = new Memory();
    memory.keep(server.host, (await visit({ ...order, signal }, tools)).settled);
    const before = fediverse.requests(webHost).length;
    fediverse.break(closed.host, 'unavailable-everywhere');
    const due = new Set(['host-meta', 'domains', 'nodeinfo']);
    const second = await visit({ ...order, signal, due, known: memory.of(server.host) }, tools);
    memory.keep(server.host, second.settled);
    fediverse.break(closed.host, 'robots-disallow-all');
    await tools.net.close();

    const seen = second.observations.find(({ probe }) => probe === 'domains');
    expect(seen).toMatchObject({ outcome: 'failed', failure: { code: 'http-server-error' } });
    expect(memory.of(server.host).get('domains')).toMatchObject({ ok: true, data: { webDomain: webHost } });
    expect(
      fediverse
        .requests(webHost)
        .slice(before)
        .map(({ path }) => path),
    ).toContain('/.well-known/nodeinfo');
  });
});
