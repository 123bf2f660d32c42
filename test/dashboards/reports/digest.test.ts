import { describe, expect, it } from 'vitest';
import { weekBefore } from '../../../analyzer/defederation/week.ts';
import type { WeeklyDigest } from '../../../dashboards/reports/digest/digest.ts';
import { digestEvent } from '../../../dashboards/reports/digest/event.ts';
import { digestText } from '../../../dashboards/reports/digest/text.ts';
import { tongueOf } from '../../../dashboards/reports/words/tongue.ts';
import { host } from '../../store/examples.ts';
import { defederationExample, headExample } from './defederation-example.ts';

const [told] = defederationExample(true).servers;
const week = weekBefore('2025-11-10', 'Europe/Berlin')!;
const reach = { at: week.until, peers: 800, accepting: 748 };
const digest: WeeklyDigest = {
  ...week,
  hosted: 3,
  unproven: [],
  coverage: told!.coverage,
  listsRead: 812,
  servers: [
    {
      ...{
        server: told!.server,
        customer: 'Stadt & Land',
        changes: told!.changes,
        rejecting: 4,
        limiting: 2,
      },
      ...{ before: { ...reach, accepting: 752 }, after: reach },
    },
  ],
};
const frame = { link: 'https://monitor.example/defederation/weeks/2025-11-10', head: headExample };

describe('the weekly digest', () => {
  it('tells each change with who, when, by which source and how sure we are', () => {
    expect(digestText(digest, tongueOf('en'), 2).split('\n')).toEqual([
      'Defederation from 3 November 2025 to 9 November 2025',
      'Changes on lists: 4, about 1 of our 3 servers.',
      '840 of 12,400 peers publish a list we may read, 40 of them only a part of it.',
      'social.stadt.example (Stadt & Land): peers that reject it: 4, that limit it: 2; accepted by 93.5% of the peers that we can read (94% a week before)',
      '- peer.example: social.stadt.example: rejects (suspend), new on its list – Spam; between 5 November 2025 at 10:00 UTC and 9 November 2025 at 10:00 UTC; published by the server itself (mastodon); confidence: high (named in full)',
      '- peer.example: social.stadt.example: went from "rejects (suspend)" to "limits (silence)"; between 5 November 2025 at 10:00 UTC and 9 November 2025 at 10:00 UTC (replayed); published by the server itself (mastodon); confidence: low (by a domain above it or a wildcard, read once so far)',
      'Changes that are not told here: 2. They are all on the page.',
    ]);
  });

  it.each([
    ['de', 'Gewissheit: hoch (mit vollem Namen genannt)', 'Defederierung vom 3. November 2025'],
    ['fr', 'certitude : élevée (nommé en toutes lettres)', 'Défédération du 3 novembre 2025'],
  ] as const)('is in the language of the monitor: %s', (language, sure, title) => {
    const text = digestText(digest, tongueOf(language), 9);

    expect(text).toContain(sure);
    expect(text).toContain(title);
    expect(text).not.toContain('Changes');
    expect(text.split('\n').at(-1)).toBe(tongueOf(language).words.frame.toReview);
  });

  it('names servers that did not prove to be ours, of those it tells', () => {
    const doubted = { ...digest, unproven: [told!.server, host('untold.example')] };

    expect(digestText(doubted, tongueOf('en'), 9)).toContain('was missing for: social.stadt.example. ');
    expect(JSON.parse(digestEvent(doubted, tongueOf('fr'), frame)).data.unproven).toEqual([told!.server]);
    expect(digestText(digest, tongueOf('en'), 9)).not.toContain('was missing for');
  });

  it('is told when nothing changed, never without how much was read', () => {
    const text = digestText({ ...digest, servers: [] }, tongueOf('en'), 9);

    expect(text).toContain('No list that we may read changed about our servers (3 of them are watched).');
    expect(text).toContain('840 of 12,400 peers publish a list we may read');
    expect(text).toContain('Lists that were read in this week: 812.');
  });

  it.each([
    ['en', 'No list was read in this week: we cannot tell', '840 of 12,400 peers publish a list'],
    ['de', 'wurde keine Liste gelesen: Wir können nicht sagen', '840 von 12.400 Servern veröffentlichen'],
    ['fr', 'nous ne pouvons pas dire', 'publient une liste que nous pouvons lire'],
  ] as const)(
    'of a week in which nobody read a list says so, with the coverage: %s',
    (language, says, coverage) => {
      const tongue = tongueOf(language);
      const unread = { ...digest, servers: [], listsRead: 0 };
      const text = digestText(unread, tongue, 9);

      expect(text).toContain(says);
      expect(text).toContain(coverage);
      expect(text).not.toContain(tongue.words.digest.nothing('3'));
      expect(JSON.parse(digestEvent(unread, tongue, frame)).data).toMatchObject({ listsRead: 0, changes: 0 });
    },
  );

  it('is an event with its week, its link, its figures and the signed end of the review log', () => {
    const { type, timestamp, data } = JSON.parse(digestEvent(digest, tongueOf('en'), frame));

    expect([type, timestamp]).toEqual(['defederation.digest', '2025-11-09T23:00:00.000Z']);
    expect(data).toMatchObject({
      link: frame.link,
      ...{ since: '2025-11-02T23:00:00.000Z', until: timestamp, changed: 1, changes: 4, hosted: 3 },
      listsRead: 812,
      head: { count: 1204 },
    });
    expect(data.servers[0].changes[0]).toMatchObject({
      ...{ observer: 'peer.example', source: 'api', subject: 'social.stadt.example', kind: 'added' },
      confidence: { level: 'high', doubts: [] },
    });
  });

  it('fits into a webhook whatever others write, and says how many changes it leaves out', () => {
    const [change] = told!.changes;
    const long = { ...change!, reason: 'ß\u202e"'.repeat(160), observer: host(`${'a'.repeat(60)}.example`) };
    const many = Array.from({ length: 300 }, () => ({
      ...digest.servers[0]!,
      changes: Array.from({ length: 30 }, () => long),
    }));
    const body = digestEvent({ ...digest, servers: many }, tongueOf('fr'), frame);

    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000);
    const { data } = JSON.parse(body);
    expect(data).toMatchObject({ changes: 9_000, changed: 300 });
    expect(data.servers.length).toBeGreaterThan(0);
    expect(data.text).not.toContain('\u202e');
  });
});
