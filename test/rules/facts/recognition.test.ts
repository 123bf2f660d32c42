import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerSigns } from '../../../crawler/recognition/answer-signs.ts';
import { pageSigns } from '../../../crawler/recognition/page-signs.ts';
import { errorSigns, furtherQuestions } from '../../../crawler/recognition/questions.ts';
import { builtInSoftware } from '../../../model/software/index.ts';
import { recognise as recogniseBy, type Traces } from '../../../rules/facts/recognition.ts';
import { anExchange } from '../../../rules/given/builders.ts';
import { type Cast, type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { createPeers } from '../../fediverse/network/loopback.ts';

/** What each stock server is recognised as by its answers alone, and which of them leave enough signs to be named. */
const stock = [
  ['mastodon', 'mastodon', true],
  ['misskey', 'misskey', true],
  ['lemmy', 'lemmy', true],
  ['pixelfed', 'pixelfed', true],
  ['peertube', 'peertube', true],
  ['gotosocial', 'gotosocial', false],
  ['wordpress', 'wordpress', false],
] as const;

const recognise = (traces: Traces) => recogniseBy(traces, builtInSoftware);
const extra: readonly Cast[] = stock.map(([software]) => ({
  host: `${software}-stock.fedi.test`,
  software,
  role: 'peer',
}));
let fediverse: Fediverse;
const peers = createPeers(() => fediverse);

beforeAll(async () => {
  fediverse = await startFediverse({ only: [], extra });
});
afterAll(() => fediverse.close());

async function answerOf(host: string, path: string) {
  const { status, headers, body } = await peers.get(`https://${host}${path}`, { accept: '*/*' });
  const fields = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const cookieNames = String(headers['set-cookie'] ?? '')
    .split('=', 1)
    .filter((name) => name !== '');
  const exchange = anExchange({ responseHeaders: fields, cookieNames });
  const fetched = {
    url: path,
    status,
    headers: fields,
    hops: [exchange],
    bytes: new TextEncoder().encode(body),
  } as const;
  return { fetched, exchange, body };
}

/** Everything that a server answers to those who look for signs of one family, and to those who read its front page. */
async function tracesOf(host: string, family: string): Promise<Traces> {
  const [front, api, page] = [
    await answerOf(host, '/'),
    await answerOf(host, '/api/v1/nobody'),
    await answerOf(host, '/nobody'),
  ];
  const found = [
    ...pageSigns(load(front.body), builtInSoftware),
    ...answerSigns(api.fetched, errorSigns('api', builtInSoftware)),
    ...answerSigns(page.fetched, errorSigns('page', builtInSoftware)),
  ];
  for (const { path, signs } of furtherQuestions(new Set([family]), builtInSoftware)) {
    found.push(...answerSigns((await answerOf(host, path)).fetched, signs));
  }
  const instance = await answerOf(host, '/api/v2/instance');
  const document: Record<string, unknown> = instance.fetched.status === 200 ? JSON.parse(instance.body) : {};
  return {
    exchanges: [front, api, page].map(({ exchange }) => exchange),
    found: new Set(found),
    keys: Object.keys(document),
    version: typeof document['version'] === 'string' ? document['version'] : undefined,
  };
}

const bare: Traces = { exchanges: [], found: new Set(), keys: [] };
const seen = (...ids: readonly string[]): Traces => ({ ...bare, found: new Set(ids) });

describe('recognition', () => {
  test.each(stock)('%s is taken for nothing but %s; named: %s', async (software, id, isNamed) => {
    const { server, certain, candidates } = recognise(await tracesOf(`${software}-stock.fedi.test`, id));

    expect(candidates[0]?.profile.id).toBe(id);
    expect(server?.profile.id).toBe(isNamed ? id : undefined);
    expect(certain).toBe(isNamed);
  });

  test('each class counts once, at its best', () => {
    const one = recognise(seen('mastodon.oops-gif', 'mastodon.oops-png-3', 'mastodon.boop-mp3'));

    expect(one.candidates).toMatchObject([{ score: 3, strong: 1, signs: ['the file /oops.gif'] }]);
  });

  test('two strong signs that a front end brings along name no server', () => {
    const { server, candidates } = recognise(
      seen('mastodon.mount', 'mastodon.initial-state', 'mastodon.oops-gif'),
    );

    expect(server).toBeUndefined();
    expect(candidates).toMatchObject([{ strong: 3, strongOfServer: 0, score: 9 }]);
  });

  test('a front end of another make is a program of its own', () => {
    const { server, frontEnds } = recognise(
      seen('pleroma.cookie', 'pleroma.instance-api', 'soapbox.mount', 'soapbox.noscript'),
    );

    expect(server?.profile.id).toBe('pleroma');
    expect(frontEnds).toMatchObject([{ profile: { id: 'soapbox' }, score: 1.5 }]);
  });

  test('six points with one strong sign name a server, and are not certain', () => {
    const { server, certain } = recognise(
      seen('mastodon.session', 'mastodon.subscribe', 'mastodon.instance-v2'),
    );

    expect(server).toMatchObject({ score: 6, strong: 1 });
    expect(certain).toBe(false);
  });

  test('a strong sign of another server takes one off', () => {
    const both = recognise(seen('mastodon.session', 'mastodon.server', 'pleroma.instance-api'));

    expect(both.server).toBeUndefined();
    expect(both.candidates.map(({ profile }) => profile.id)).toEqual(['mastodon', 'pleroma']);
    expect(
      recognise(seen('mastodon.session', 'mastodon.server', 'mastodon.oauth', 'pleroma.instance-api'))
        .certain,
    ).toBe(true);
  });

  test('the member of a family is the one whose own strong signs are there', () => {
    const traces = {
      ...seen('mastodon.session', 'mastodon.server'),
      version: '3.4.1 (compatible; TruthSocial 1.0.0)',
    };

    expect(recognise(traces).server?.profile.id).toBe('truth-social');
    expect(recognise(seen('mastodon.session', 'mastodon.server')).server?.profile.id).toBe('mastodon');
    expect(
      recognise(seen('mastodon.session', 'mastodon.server', 'glitch-soc.clacks')).server?.profile.id,
    ).toBe('mastodon');
  });

  test('a family without signs of its root is named after the member that left some', () =>
    expect(recognise(seen('mbin.powered-by')).candidates[0]?.profile.id).toBe('mbin'));

  test('one transparent pixel, which many servers have, says nearly nothing', () =>
    expect(recognise(seen('mastodon.missing-png'))).toMatchObject({
      candidates: [{ score: 0.5 }],
      certain: false,
    }));

  test('nothing seen is nothing said', () =>
    expect(recognise(bare)).toEqual({ certain: false, candidates: [], frontEnds: [] }));
});
