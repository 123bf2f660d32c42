import { afterEach, describe, expect, test } from 'vitest';
import { standingOf } from '../../../analyzer/standing.ts';
import type { Observation } from '../../../model/observation.ts';
import { type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { hour, openStage, type Stage, slotsOf } from '../stage.ts';

const names = ['mastodon.fedi.test', 'misskey.fedi.test', 'peertube.fedi.test', 'open.fedi.test'];
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function open(): Promise<{ fediverse: Fediverse; stage: Stage; close: () => Promise<void> }> {
  const fediverse = await startFediverse({ only: names });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await fediverse.close();
    isOpen = false;
  };
  const stage = await openStage(fediverse);
  endings.push(close, stage.end);
  return { fediverse, stage, close };
}

/** Every server is seen once, and then an hour passes. */
async function crawlAll(stage: Stage, roles: { hosted: readonly string[] }) {
  const servers = names.map((name) => stage.named(name, roles.hosted.includes(name) ? 'hosted' : 'peer'));
  const crawl = await stage.crawl(servers);
  endings.push(crawl.close);
  await crawl.turn();
  stage.pass(hour);
  return crawl;
}

const newest = (rows: readonly Observation[]) =>
  rows.filter(({ scheduledAt }) => scheduledAt === rows[0]?.scheduledAt);
const standing = (rows: readonly Observation[]) => standingOf(newest(rows), []);

describe('when our own network is down', () => {
  test('visits are missed and nobody is unreachable; afterwards peers are due as before', async () => {
    const { stage, close } = await open();
    const { turn, rows } = await crawlAll(stage, { hosted: ['open.fedi.test'] });
    await close();
    await turn();

    for (const name of names) {
      const seen = await rows(name);
      expect(newest(seen).map(({ outcome }) => outcome)).not.toContain('failed');
      expect(newest(seen).map(({ failure }) => failure?.code)).toContain('own-network-down');
      expect(standing(seen)).not.toBe('unreachable');
    }
    stage.pass(hour);
    await turn();
    expect(slotsOf(await rows('misskey.fedi.test'))).toHaveLength(3);
  });

  test('a single dead server is still seen as dead, hosted or not', async () => {
    const { fediverse, stage } = await open();
    const { turn, rows } = await crawlAll(stage, { hosted: ['open.fedi.test'] });
    fediverse.break('open.fedi.test', 'connection-reset');
    fediverse.break('peertube.fedi.test', 'connection-reset');
    await turn();

    for (const name of ['open.fedi.test', 'peertube.fedi.test']) {
      const tls = newest(await rows(name)).find(({ probe }) => probe === 'tls');
      expect(tls).toMatchObject({ outcome: 'failed', failure: { code: 'connect-reset' } });
      expect(standing(await rows(name))).toBe('unreachable');
    }
    expect(standing(await rows('mastodon.fedi.test'))).toBe('healthy');
  });

  test('named controls decide, and one that never answered is no witness', async () => {
    const { fediverse, stage } = await open();
    const [watched, control] = [
      stage.named('open.fedi.test', 'peer'),
      stage.named('misskey.fedi.test', 'peer'),
    ];
    const crawl = await stage.crawl([watched], {
      control: [control.host, stage.named('dead.example', 'peer').host],
    });
    endings.push(crawl.close);
    crawl.crawler.start();
    await expect.poll(() => fediverse.requests('open.fedi.test').length).toBeGreaterThan(0);
    await crawl.settle();
    stage.pass(hour);
    fediverse.break('open.fedi.test', 'connection-reset');
    await crawl.turn();
    expect(standing(await crawl.rows('open.fedi.test'))).toBe('unreachable');
  });

  test('what was heard before the clock was set back is no sign of being online', async () => {
    const { stage, close } = await open();
    const { turn, rows } = await crawlAll(stage, { hosted: [] });
    stage.pass(5 * hour);
    await turn();
    stage.pass(-3 * hour);
    await close();
    await turn();

    const codes = (await rows('misskey.fedi.test')).map(({ failure }) => failure?.code);
    expect(codes).toContain('own-network-down');
    expect(codes).not.toContain('connect-refused');
  });

  test('failures are believed where nobody could be a witness', async () => {
    const { stage, close } = await open();
    const crawl = await stage.crawl([stage.named('open.fedi.test', 'peer')]);
    endings.push(crawl.close);
    await crawl.turn();
    stage.pass(hour);
    await close();
    await crawl.turn();
    expect(standing(await crawl.rows('open.fedi.test'))).toBe('unreachable');
  });
});
