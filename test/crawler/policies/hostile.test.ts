import { describe, expect, test } from 'vitest';
import { maxEntries, maxRows } from '../../../crawler/policies/entries.ts';
import { friendica, readPatterns } from '../../../crawler/policies/friendica.ts';
import { readSiteInfo } from '../../../crawler/policies/hubzilla.ts';
import { lemmy } from '../../../crawler/policies/lemmy.ts';
import { mastodon, mastodonLike, readMastodon } from '../../../crawler/policies/mastodon.ts';
import { mbin } from '../../../crawler/policies/mbin.ts';
import { misskey } from '../../../crawler/policies/misskey.ts';
import { akkoma, akkomaSubject, pleroma, readFederation } from '../../../crawler/policies/pleroma.ts';
import { readSubject } from '../../../crawler/policies/subject.ts';
import { answered, answering, asked, lines, unhurried } from './read.ts';

const mastodonRows = (rows: readonly unknown[]) => readMastodon(answered(rows), asked('4.4.0'), unhurried);
const suspended = (domain: string, more = {}) => ({ domain, severity: 'suspend', comment: null, ...more });

describe('a hostile list', () => {
  test('of 500,000 rows is a part of one', async () => {
    const read = await readPatterns(
      answered(Array.from({ length: 500_000 }, (_, number) => `n${number}.example,x`).join('\n')),
      unhurried,
    );
    expect(read).toMatchObject({ truncated: true });
    expect(read.entries).toHaveLength(maxEntries);

    const same = await mastodonRows(Array.from({ length: maxRows + 1 }, () => suspended('bad.example')));
    expect(same).toMatchObject({ state: 'partial', truncated: true, refused: { repeated: maxRows - 1 } });
    expect(same.entries).toHaveLength(1);
  });

  test('on a page of lists without an end, or of nothing but space, is none', async () => {
    const page = async (html: string) => lines((await readSiteInfo(answered(html), unhurried)).entries);
    const start = '<h3>Blocked sites</h3><ul>';

    await expect(page(start.repeat(300_000))).rejects.toThrow('body-unexpected');
    expect(await page(`${start}<li>${' '.repeat(100_000)}x</ul>`)).toEqual([]);
    expect(await page(`${start}<li>\n ${' '.repeat(400)}bad.example\n</li></UL>`)).toEqual([
      'reject bad.example',
    ]);
  });

  test('with a name of nothing but stars is read in one go', () => {
    expect(akkomaSubject(`a${'*'.repeat(1_000_000)}`)).toEqual({ ok: false, refusal: 'not-a-host' });
    expect(akkomaSubject('a*b')).toMatchObject({ ok: true, subject: { kind: 'digest', mask: 'a*b' } });
    expect(akkomaSubject('a.b*')).toMatchObject({ ok: true, subject: { kind: 'pattern' } });
  });

  test('with reasons of ten megabytes keeps five hundred characters', async () => {
    const { entries } = await mastodonRows([suspended('bad.example', { comment: 'z'.repeat(10_000_000) })]);

    expect(entries[0]?.reason).toHaveLength(500);
  });

  test('with names of every kind has only what is a name, and counts the rest', async () => {
    const rows = [
      'BAD.example',
      'bad.example',
      'bаd.example',
      '*.bad.example',
      '192.0.2.7',
      'a\0b.example',
      '',
    ];
    const read = await mastodonRows([...rows.map((domain) => suspended(domain)), null, 7, { domain: 7 }, []]);

    expect(lines(read.entries)).toEqual([
      'reject bad.example',
      'reject xn--bd-7kc.example',
      'reject *.bad.example',
    ]);
    expect(read.refused).toEqual({ repeated: 1, address: 1, 'not-a-host': 2, malformed: 4 });
  });

  test('with a severity that nobody knows counts it as malformed', async () => {
    const read = await mastodonRows([
      { domain: 'bad.example', severity: 'obliterate' },
      suspended('x.example'),
    ]);

    // The row may be about anybody: were the list whole, a word that is new to us would look like a lifted block.
    expect(read).toMatchObject({ state: 'partial', refused: { malformed: 1 } });
    expect(lines(read.entries)).toEqual(['reject x.example']);
  });

  test.each([
    ['a page', '<!doctype html><title>Checking your browser</title>', 'body-html'],
    ['no JSON', '[{"domain":', 'body-not-json'],
    ['no list', '{"domain":"bad.example"}', 'body-unexpected'],
    ['no UTF-8', Buffer.from([0x5b, 0xff, 0x5d]), 'body-not-utf8'],
    ['too deep', '['.repeat(100_000), 'body-too-deep'],
  ])('that is %s is no reading', async (_, body, code) => {
    await expect(readMastodon(answered(body), asked('4.4.0'), unhurried)).rejects.toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code }) }),
    );
  });

  test('of Pleroma may have any shape inside', async () => {
    const federation = {
      enabled: true,
      mrf_simple: {
        reject: ['bad.example', ['pair.example', 'why'], 7, null],
        media_removal: 'x',
        accept: {},
      },
      mrf_simple_info: { reject: { 'bad.example': { reason: 'spam' }, x: 7 } },
      quarantined_instances: { 'q.example': { reason: '' } },
      rejected_instances: { 'r.example': { reason: 'no' } },
    };
    const read = await readFederation(answered({ metadata: { federation } }), readSubject, unhurried);

    // What cannot be read may be about anybody: a shape that is new to us lifts nothing.
    expect(read).toMatchObject({ mode: 'open', state: 'partial', refused: { malformed: 3 } });
    expect(lines(read.entries)).toEqual([
      'reject bad.example',
      'reject pair.example',
      'reject r.example',
      'limit q.example',
    ]);
    expect(read.entries[0]?.reason).toBe('spam');
  });
});

describe('paging', () => {
  const page = (names: readonly string[]) => answered(names.map((host) => ({ host, isBlocked: true })));
  const thirty = (from: number) => Array.from({ length: 30 }, (_, number) => `n${from + number}.example`);

  test('of Misskey that loops ends, and the list is a part', async () => {
    const io = answering((path) => (path.includes('blocked') ? page(thirty(0)) : page([])));
    const read = await misskey.read(asked('2025.1.0'), io);

    expect(read).toMatchObject({ state: 'partial', truncated: true });
    expect(read.entries).toHaveLength(30);
    expect(io.paths.filter((path) => path.includes('blocked'))).toHaveLength(2);
  });

  test('of Misskey that never ends ends', async () => {
    const io = answering((_, number) => page(thirty(number * 30)));
    const read = await misskey.read(asked('2025.1.0'), io);

    expect(read).toMatchObject({ state: 'partial', truncated: true });
    expect(io.paths.length).toBeLessThanOrEqual(12);
  });

  test('of Misskey with dead servers without end leaves the blocks whole, as a list of another kind', async () => {
    const dead = (number: number) =>
      thirty(number * 30).map((host) => ({ host, isSuspended: true, suspensionState: 'goneSuspended' }));
    const io = answering((path, number) => {
      if (path.includes('suspended')) return answered(dead(number));
      return path.includes('blocked') ? page(['bad.example']) : page([]);
    });
    const read = await misskey.read(asked('2025.1.0'), io);

    expect(read).toMatchObject({ state: 'published', truncated: false, origin: 'misskey-blocks' });
    expect(lines(read.entries)).toEqual(['reject bad.example']);
  });

  test('of Misskey knows a suspension by a moderator from a dead server', async () => {
    const flags = { isBlocked: false, isSilenced: false, isSuspended: true };
    const io = answering((path) =>
      path.includes('suspended')
        ? answered([
            { host: 'dead.example', ...flags, suspensionState: 'autoSuspendedForNotResponding' },
            { host: 'cut.example', ...flags, suspensionState: 'manuallySuspended' },
            { host: 'old.example', ...flags },
          ])
        : answered([]),
    );

    expect(lines((await misskey.read(asked('2025.1.0'), io)).entries)).toEqual(['limit cut.example']);
  });

  test('of Misskey from before there were silences, which answers with every host, leaves the list whole', async () => {
    const every = (number: number) =>
      answered(thirty(number * 30).map((host) => ({ host, isBlocked: false })));
    const io = answering((path, number) => {
      if (path.includes('blocked')) return page(['bad.example']);
      return path.includes('silenced') ? every(number) : page([]);
    });
    const read = await misskey.read(asked('13.14.2'), io);

    expect(read).toMatchObject({ state: 'published', truncated: false });
    expect(lines(read.entries)).toEqual(['reject bad.example']);
    expect(io.paths.filter((path) => path.includes('silenced'))).toHaveLength(1);
  });

  test.each([
    ['loops', () => 'same'],
    ['never ends', (number: number) => `after-${number}`],
  ])('of Lemmy that %s ends, and the list is a part', async (_, next) => {
    const io = answering((path, number) =>
      path.includes('allowed')
        ? answered({ items: [] })
        : answered({ items: [{ instance: { domain: `n${number}.example` } }], next_page: next(number) }),
    );
    const read = await lemmy.read(asked('1.0.0'), io);

    expect(read).toMatchObject({ state: 'partial', truncated: true, mode: 'open' });
    expect(io.paths.length).toBeLessThanOrEqual(9);
  });
});

describe('software and its versions', () => {
  test.each([
    [mastodon, '2.9.3', 'not-supported'],
    [mastodon, '4.3.0+glitch', 'hidden'],
  ] as const)('%# is asked only where it has a list', async (reader, version, state) => {
    const io = answering(() => answered('', 404));

    expect(await reader.read(asked(version), io)).toMatchObject({ state });
    expect(io.paths).toHaveLength(state === 'hidden' ? 1 : 0);
  });

  test('limited federation is one fact of one server, not a hidden list alone', async () => {
    const io = answering(() => answered({ error: 'This method requires an authenticated user' }, 401));

    expect(await mastodon.read(asked('4.3.0'), io)).toMatchObject({ state: 'hidden', mode: 'allow-list' });
  });

  test('a login asked for is no mode where the server tells another, nor at software that nobody knows', async () => {
    const io = answering(() => answered({ error: 'This method requires an authenticated user' }, 401));

    const open = await mastodon.read(asked('4.5.0', { limited: false }), io);
    expect(open).toMatchObject({ state: 'hidden', mode: 'open' });
    expect(await mastodonLike.read(asked('1.0'), io)).toMatchObject({ state: 'hidden', mode: 'unknown' });
  });

  test.each([
    ['a list', ['bad.example'], 'open', ['reject bad.example']],
    ['nobody on it', null, 'open', []],
  ])('Lemmy 0.17 has it within the site: %s', async (_what, blocked, mode, expected) => {
    const io = answering(() => answered({ federated_instances: { linked: [], allowed: null, blocked } }));
    const read = await lemmy.read(asked('0.17.4'), io);

    expect(io.paths).toEqual(['/api/v3/site']);
    expect(read).toMatchObject({ state: 'published', mode });
    expect(lines(read.entries)).toEqual(expected);
  });

  test('an allow list rejects nobody', async () => {
    const federation = { enabled: true, mrf_simple: { accept: ['friend.example'], reject: [] } };
    expect(
      await readFederation(answered({ metadata: { federation } }), readSubject, unhurried),
    ).toMatchObject({
      state: 'published',
      mode: 'allow-list',
      entries: [],
    });
    const io = answering(() =>
      answered({ federated_instances: { blocked: [], allowed: [{ domain: 'friend.example' }], linked: [] } }),
    );
    expect(await lemmy.read(asked('0.19.5'), io)).toMatchObject({ mode: 'allow-list', entries: [] });
  });

  test('names that Pleroma left out make its list a part', async () => {
    const federation = { enabled: true, exclusions: true, mrf_simple: { reject: ['bad.example'] } };

    expect(
      await readFederation(answered({ metadata: { federation } }), readSubject, unhurried),
    ).toMatchObject({
      state: 'partial',
    });
  });

  test('names that stand where Pleroma has its policies are nobody it rejects', async () => {
    const federation = { enabled: true, mrf_simple: ['friend.example'] };
    const read = await readFederation(answered({ metadata: { federation } }), readSubject, unhurried);

    expect(read.state).not.toBe('published');
    expect(read.entries).toEqual([]);
  });

  test('a mask of Akkoma is a mask, a star of Pleroma a wildcard', () => {
    expect(akkomaSubject('bad.****ple')).toEqual({
      ok: true,
      subject: { kind: 'digest', sha256: '', mask: 'bad.****ple' },
    });
    expect(akkomaSubject('*.bad.example')).toEqual(readSubject('*.bad.example'));
    expect([akkoma.covers, pleroma.covers]).toEqual(['subdomains', 'name']);
  });

  test('answers that are no list are failures, never empty lists', async () => {
    for (const reader of [mbin, friendica, mastodon]) {
      const io = answering(() => answered('busy', 503));
      await expect(reader.read(asked('9.0.0'), io)).rejects.toMatchObject({
        failure: { code: 'http-server-error' },
      });
    }
  });
});
