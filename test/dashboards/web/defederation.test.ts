import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyText } from '../../../dashboards/defederation/words.ts';
import { utc } from '../../../dashboards/web/parts/when.ts';
import { ago, now } from './fleet.ts';
import { own, reading, storeWithRejections } from './rejections.ts';
import { depsOf, type Site, siteOf, still } from './site.ts';

const path = `/servers/${own}/defederation`;
const day = 86_400;

let stored: Awaited<ReturnType<typeof storeWithRejections>>;
let site: Site;
beforeAll(async () => {
  stored = await storeWithRejections();
  site = still(await siteOf(depsOf(stored.store)));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

describe('who rejects or limits a hosted server', () => {
  it('stands there with size, date, reason and source, and never without the coverage', async () => {
    const { status, text } = await site.ask(path);

    expect(status).toBe(200);
    expect(text).toContain('13 of 16 peers publish a list we may read.');
    expect(text).toContain('Rejects (suspend)');
    expect(text).toContain(
      'published by the server itself (mastodon); confidence: medium (named in full, read once so far)',
    );
    expect(text).toContain('=HYPERLINK(&quot;x&quot;) &lt;script&gt;');
    expect(text).toContain('href="https://reads-00.example/about"');
    expect(text).toContain(`href="/observations/${encodeURIComponent(reading.id)}"`);
    expect(text).not.toContain('<script>');
  });

  it('is marked where its date is of replayed history, as page, JSON and CSV, and not where it was read live', async () => {
    const rows = (await site.ask(path)).text.split('<tr ').filter((row) => row.includes('Replayed'));
    const read = JSON.parse((await site.ask(`${path}?format=json`)).text);
    const csv = (await site.ask(`${path}?format=csv`)).text.split('\r\n');

    expect(rows.map((row) => row.includes('reads-00'))).toEqual([true, true]);
    expect(read.rejections).toMatchObject([{ policy: { replayed: true } }, { policy: { replayed: false } }]);
    expect(read.changes).toMatchObject([{ replayed: true }, { replayed: false }]);
    const told = csv.filter((line) => /^(rejection|change),/.test(line));
    expect(told.map((line) => line.split(',').at(-1))).toEqual(['yes', 'no', 'yes', 'no']);
  });

  it('says of what newer readings cannot tell since when that is so', () => {
    const read = { level: 'reject', native: 'blocked', lastSeen: ago(9 * day) } as const;

    expect(policyText({ ...read, unseen: true }, utc)).toBe(
      'Cannot tell since 2026-11-12 23:00:00 UTC; it was: Rejects (blocked)',
    );
    expect(policyText(read, utc)).toBe('Rejects (blocked)');
  });

  it('comes with a draft in three languages that says what was read', async () => {
    const { text } = await site.ask(path);

    expect(text).toContain('von reads-00.example blockiert');
    expect(text).toContain('il est bloqué par reads-00.example');
    expect(text).toContain('reads-02.example has limited it since');
  });

  it('is the same as JSON, with the reach week by week', async () => {
    const read = JSON.parse((await site.ask(`${path}?format=json`)).text);

    expect(read.rejections.map((one: { policy: { observer: string } }) => one.policy.observer)).toEqual([
      'reads-00.example',
      'reads-02.example',
    ]);
    expect(read.changes).toHaveLength(2);
    expect(read.reach.at(0)).toEqual({ at: ago(49 * day), peers: 0, accepting: 0 });
    const { bySize, ...last } = read.reach.at(-1);
    expect(last).toEqual({ at: new Date(now).toISOString(), peers: 13, accepting: 12 });
    expect(bySize).toBeCloseTo(4 / 6);
  });

  it('has the reach as a picture beside its table, by servers and by size', async () => {
    expect((await site.ask(path)).text).toMatch(
      /aria-label="Reach over time[^>]*><svg [\s\S]*1\. Servers that accept it[\s\S]*2\. By active users/,
    );
  });

  it('is a CSV table in which no cell is a formula', async () => {
    const { text, headers } = await site.ask(`${path}?format=csv`);

    expect(headers['content-type']).toContain('text/csv');
    expect(text).toContain(`"'=HYPERLINK(""x"") <script>"`);
    expect(text).toContain('13 of 16 peers publish a list we may read');
  });

  it('is the CSV table of the report, in the language that is asked for, without the review log', async () => {
    const { text } = await site.ask(`${path}?format=csv&language=de`);

    expect(text).toContain('13 von 16');
    expect(text).not.toContain('13 of 16');
    expect(text.split('\r\n')[0]).toBe(
      'kind,server,peer,what,reason,source,from,to,size,rebuttal,confidence,contact,replayed',
    );
    expect(text).not.toContain('review-log');
    expect((await site.ask(`${path}?format=csv&language=xx`)).status).toBe(400);
  });

  it('is told of no peer, of nobody unknown and of no name that is none', async () => {
    for (const name of ['reads-00.example', 'nobody.example', '%3Cx%3E'])
      expect((await site.ask(`/servers/${name}/defederation`)).status).toBe(404);
  });
});

describe('a week', () => {
  /** `now` is a Saturday; the changes were on the Wednesday and the Thursday before. */
  const [last, next] = ['2026-11-16', '2026-11-23'];

  it('that is over has its page; the newest is shown first', async () => {
    const { status, text } = await site.ask(`/defederation/weeks/${last}`);

    expect(status).toBe(200);
    expect((await site.ask('/defederation/weeks')).text).toContain(
      '<h1>Defederation from 9 November 2026 to 15 November 2026</h1>',
    );
    expect(text).toContain('Defederation from 9 November 2026 to 15 November 2026');
    expect(text).toContain('peers publish a list we may read.');
    expect(text).not.toContain('The week after');
  });

  it('leads back only as far as a server of ours was watched', async () => {
    const leadsBack = async (day: string) =>
      (await site.ask(`/defederation/weeks/${day}`)).text.includes('The week before');

    expect([await leadsBack(last), await leadsBack('2025-01-06')]).toEqual([true, false]);
  });

  it('that goes on, or is none, has no page', async () => {
    for (const day of [next, '2026-11-31', '0050-01-05', '9999-12-31', 'x', '%3Cx%3E'])
      expect((await site.ask(`/defederation/weeks/${day}`)).status).toBe(404);
  });

  it('tells of each server what changed, how we know and how sure we are', async () => {
    const later = () => now + 3 * day * 1_000;
    const monday = await siteOf(depsOf(stored.store, { clock: { now: later, elapsed: () => 0 } }));
    const { text } = await monday.ask(`/defederation/weeks/${next}`);
    const week = JSON.parse((await monday.ask(`/defederation/weeks/${next}?format=json`)).text);
    const csv = (await monday.ask(`/defederation/weeks/${next}?format=csv&table=1`)).text;
    await monday.close();

    expect(csv).toMatch(
      /^"Changes about social\.example .*\r\nPeer,Server,.*\r\nreads-00\.example,social\.example,/,
    );
    expect(text).toContain('At the end of the week 1 peer rejects it and 1 limits it');
    expect(text).toContain('medium (named in full, read once so far)');
    expect(text).toContain('=HYPERLINK(&quot;x&quot;) &lt;script&gt;');
    expect(week.servers).toMatchObject([
      {
        server: own,
        changes: [
          { observer: 'reads-00.example', confidence: { level: 'medium', doubts: ['once'] } },
          { observer: 'reads-02.example', confidence: { level: 'medium', doubts: ['once'] } },
        ],
        before: { accepting: 13 },
        after: { accepting: 12 },
      },
    ]);
  });

  it('of before anything was watched says so, and not that no list changed', async () => {
    const { text } = await site.ask('/defederation/weeks/2020-01-06');

    expect(text).toContain('No server of ours was watched in this week');
    expect(text).not.toContain('No list that we may read changed');
    // Peers are watched today.
    expect(text).not.toContain('No peer is watched');
  });
});
