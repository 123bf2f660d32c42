import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fleetNews, releaseQuorum } from '../../analyzer/news.ts';
import { builtInNews } from '../../model/news.ts';
import { observationId } from '../../model/observation-id.ts';
import { builtInKnowledge } from '../../model/software-knowledge.ts';
import { host, observed } from '../../rules/given/builders.ts';
import { aNodeInfoWith } from '../../rules/given/documents.ts';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool/spool.ts';
import type { Spool, Store } from '../../store/store.ts';
import { clock, keptLog } from '../store/examples.ts';
import { storeDirectory } from '../store/furnished.ts';
import { temporaryDirectory } from '../store/temporary.ts';

/** One server that says what it runs. */
function running(server: string, name: string, version: string) {
  const made = {
    ...observed('nodeinfo', aNodeInfoWith({ software: { name, version } })),
    server: host(server),
  };
  return { ...made, id: observationId(made) };
}

const servers = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index));

describe('what the fleet tells of releases, over the embedded store', () => {
  let store: Store;
  let spool: Spool;

  beforeAll(async () => {
    const log = keptLog();
    const opened = await openStore({ path: await storeDirectory() }, { log, clock });
    store = opened;
    spool = await openSpool(
      { directory: await temporaryDirectory(), maxAgeMs: 2 },
      { sink: opened, log, clock },
    );
    const observations = [
      ...servers(releaseQuorum, (index) => `m${index}.example`).map((name) =>
        running(name, 'Mastodon', '4.6.4'),
      ),
      ...servers(releaseQuorum, (index) => `s${index}.joker.example`).map((name) =>
        running(name, 'mastodon', '99.0.0'),
      ),
      ...servers(releaseQuorum, (index) => `h${index}.example`).map((name) =>
        running(name, 'hometown', '9.9.9'),
      ),
      ...servers(releaseQuorum - 1, (index) => `l${index}.example`).map((name) =>
        running(name, 'lemmy', '0.19.20'),
      ),
    ];
    await spool.append({ observations, evidence: [] });
    await spool.drain();
  });

  afterAll(async () => {
    await spool.close();
    await store.close();
  });

  test('a version is a release when enough independent servers run it under its own name', async () => {
    const news = await fleetNews(store, clock, builtInKnowledge)();

    expect(news.get('mastodon')?.releases).toMatchObject([{ version: '4.6.4', basis: '5 servers run it' }]);
    expect(news.get('lemmy')?.releases).toEqual([]);
    expect(news.get('mastodon')?.advisories).toEqual(builtInNews.get('mastodon')?.advisories);
  });

  test('a tag of its makers is a release, the newest of every branch, and one of somebody else is none', async () => {
    const visitTo = (url: string, ...tags: readonly string[]) =>
      store.keepOfferVisit({
        ...{ url, checkedAt: '2026-11-20T10:00:00.000Z', until: '2026-11-27T10:00:00.000Z', exchanges: '[]' },
        facts: JSON.stringify({
          ...{ url, kind: 'repository', state: 'reachable', licence: 'unread', asked: {} },
          references: { protocol: 'v2', tags: Object.fromEntries(tags.map((tag) => [tag, 'a'.repeat(40)])) },
        }),
      });
    await visitTo(
      'https://github.com/LemmyNet/lemmy',
      '0.19.9',
      '0.19.12',
      '0.20.0-rc.1',
      '0.18.5',
      'v9.9.9',
    );
    await visitTo('https://github.com/joker/lemmy', '99.0.0');
    const news = await fleetNews(store, clock, builtInKnowledge)();

    const tagged = { seenAt: '2026-11-20T10:00:00.000Z', basis: 'its makers have tagged it' };
    expect(news.get('lemmy')?.releases).toEqual([
      { version: '0.18.5', ...tagged },
      { version: '0.19.12', ...tagged },
    ]);
    expect(news.get('mastodon')?.releases).toHaveLength(1);
  });

  test('the fleet is asked once in ten minutes', async () => {
    let nowMs = clock.now();
    let asked = 0;
    const releases = (least: number) => {
      asked += 1;
      return store.releases(least);
    };
    const { offerVisitsAt } = store;
    const ask = fleetNews({ releases, offerVisitsAt }, { ...clock, now: () => nowMs }, builtInKnowledge);
    await ask();
    nowMs += 599_000;
    await ask();
    nowMs += 2_000;
    await ask();

    expect(asked).toBe(2);
  });
});
