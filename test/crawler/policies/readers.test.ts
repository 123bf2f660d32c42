import { describe, expect, test } from 'vitest';
import { ProbeFailure } from '../../../crawler/net/probe-failure.ts';
import { policyReaderOf, policyReaders } from '../../../crawler/policies/index.ts';
import { misskey } from '../../../crawler/policies/misskey.ts';
import { mitra } from '../../../crawler/policies/mitra.ts';
import { peertube } from '../../../crawler/policies/peertube.ts';
import { piefed } from '../../../crawler/policies/piefed.ts';
import type { Fetched } from '../../../crawler/probe.ts';
import { domainDigest } from '../../../model/masking.ts';
import { host } from '../../store/examples.ts';
import { answered, answering, asked, lines } from './read.ts';

describe('which software is read how', () => {
  test.each([
    ['mastodon', 'mastodon'],
    ['Hometown', 'mastodon'],
    ['pleroma', 'pleroma'],
    ['akkoma', 'akkoma'],
    ['misskey', 'misskey'],
    ['cherrypick', 'misskey'],
    ['sharkey', 'misskey'],
    ['firefish', 'misskey'],
    ['iceshrimp', 'misskey'],
    ['lemmy', 'lemmy'],
    ['gotosocial', 'gotosocial'],
    ['peertube', 'peertube'],
    ['friendica', 'friendica'],
    ['hubzilla', 'hubzilla'],
    ['mbin', 'mbin'],
    ['kbin', 'mbin'],
    ['PieFed', 'piefed'],
    ['mitra', 'mitra'],
    ['wafrn', 'wafrn'],
  ])('%s by the reader %s', (name, origin) => {
    expect(policyReaderOf(name, true)?.origin).toBe(origin);
    expect(policyReaders.map((reader) => reader.origin)).toContain(origin);
  });

  test.each([
    ...['pixelfed', 'Mobilizon', 'funkwhale', 'bookwyrm', 'NodeBB', 'discourse', 'wordpress', 'ghost'],
    ...['Hollo', 'snac', 'writefreely', 'Owncast', 'Iceshrimp.NET', 'threads', 'drupal'],
  ])('%s not at all, though it may answer like Mastodon', (name) => {
    expect(policyReaderOf(name, true)).toBeUndefined();
  });

  test('software that goes by a name of its own as the software that it is', () => {
    expect(policyReaderOf('townlemmy', false, { names: ['lemmy', 'townlemmy'] })?.origin).toBe('lemmy');
    expect(policyReaderOf('Mastodon', true, { names: ['lemmy'] })?.origin).toBe('mastodon');
    expect(policyReaderOf('townfed', true, { names: ['pixelfed', 'townfed'] })).toBeUndefined();
    expect(policyReaderOf('townblog', true, { names: ['townblog'] })?.origin).toBe('mastodon-like');
  });

  test('software that nobody knows by what it answers', () => {
    expect(policyReaderOf('homegrown', true)?.origin).toBe('mastodon-like');
    expect(policyReaderOf('homegrown', false)).toBeUndefined();
    expect(policyReaderOf(undefined, true)?.origin).toBe('mastodon-like');
  });
});

describe('what a flag or a row means', () => {
  test('every flag of Misskey and its forks has its level, and several make one entry', async () => {
    const flags = (host: string, more: object) => ({ host, isBlocked: false, isSuspended: false, ...more });
    const io = answering((path) =>
      answered(
        path.includes('blocked')
          ? [
              flags('all.example', { isBlocked: true, isSilenced: true, isMediaSilenced: true }),
              flags('media.example', { isBlocked: true, isNSFW: true }),
            ]
          : path.includes('silenced')
            ? [
                flags('quiet.example', { isSilenced: true, isSensitiveMedia: true, rejectReports: true }),
                flags('only-media.example', { isMediaSilenced: true }),
              ]
            : [flags('reports.example', { isSuspended: true, rejectReports: true })],
      ),
    );
    const { entries } = await misskey.read(asked('2025.1.0'), io);

    expect(lines(entries)).toEqual([
      'reject all.example',
      'reject media.example',
      'limit quiet.example',
      'media-only only-media.example',
      'note reports.example',
    ]);
    expect(entries[0]?.native).toBe('isBlocked+isMediaSilenced+isSilenced');
  });

  test('a rule of Mitra against everybody is an allow-list, and rejects nobody by name', async () => {
    const row = (domain: string) => ({
      domain,
      digest: domainDigest(domain),
      severity: 'suspend',
      comment: null,
    });
    const io = answering(() => answered([row('bad.example'), row('*')]));
    expect(await mitra.read(asked('4.9.0'), io)).toMatchObject({ mode: 'allow-list', entries: [] });

    const open = answering(() => answered([row('bad.example'), row('*.spam.example')]));
    const read = await mitra.read(asked('4.9.0'), open);
    expect(read.mode).toBe('open');
    expect(lines(read.entries)).toEqual(['reject bad.example', 'reject *.spam.example']);
  });

  test('PeerTube is asked about all of our hosted servers, fifty at a time', async () => {
    const hosted = Array.from({ length: 120 }, (_, at) => host(`own-${at}.example`));
    const io = answering((path) => {
      const names = new URLSearchParams(path.slice(path.indexOf('?'))).getAll('hosts');
      return answered({ hosts: Object.fromEntries(names.map((name) => [name, { blockedByServer: true }])) });
    });
    const read = await peertube.read(asked('7.3.0', { hosted }), io);

    expect(read).toMatchObject({ state: 'partial', truncated: false });
    expect(read.entries).toHaveLength(120);
    expect(io.paths).toHaveLength(3);
  });

  test('PeerTube that has more of our servers to answer for than a visit may ask says that it was cut', async () => {
    const hosted = Array.from({ length: 301 }, (_, at) => host(`own-${at}.example`));
    const io = answering(() => answered({ hosts: {} }));

    expect(await peertube.read(asked('7.3.0', { hosted }), io)).toMatchObject({ truncated: true });
    expect(io.paths).toHaveLength(6);
  });

  describe('PeerTube that stops answering in between', () => {
    const hosted = Array.from({ length: 120 }, (_, at) => host(`own-${at}.example`));
    const muted = (path: string) =>
      new URLSearchParams(path.slice(path.indexOf('?')))
        .getAll('hosts')
        .map((name) => [name, { blockedByServer: true }]);
    /** Answers so many questions, and then as it is told. */
    const tiring = (most: number, then: () => Fetched) =>
      answering((path, number) =>
        number < most ? answered({ hosts: Object.fromEntries(muted(path)) }) : then(),
      );

    test.each([500, 404, 429] as const)(
      'keeps what it answered before it said %d, as a part that was cut',
      async (status) => {
        const io = tiring(2, () => answered({}, status));
        const read = await peertube.read(asked('7.3.0', { hosted }), io);

        expect(read).toMatchObject({
          state: 'partial',
          truncated: true,
          stoppedBy: expect.stringMatching(/^http-/),
        });
        expect(read.entries).toHaveLength(100);
        expect(io.paths).toHaveLength(3);
      },
    );

    test('fails where it answered nothing, and where our own limit cut it off', async () => {
      await expect(
        peertube.read(
          asked('7.3.0', { hosted }),
          tiring(0, () => answered({}, 500)),
        ),
      ).rejects.toThrow(ProbeFailure);
      const limited = tiring(1, () => {
        throw new ProbeFailure('visit-deadline');
      });
      await expect(peertube.read(asked('7.3.0', { hosted }), limited)).rejects.toThrow(ProbeFailure);
      const without = await peertube.read(
        asked('4.0.0', { hosted }),
        tiring(0, () => answered({}, 404)),
      );
      expect(without.state).toBe('not-supported');
    });
  });

  test('a name that PieFed took over masked is a mask, and its digest of the mask says nothing', async () => {
    const masked = 'bad.*****le';
    const row = { domain: masked, digest: domainDigest(masked), severity: 'suspend', comment: 'auto' };
    const { entries } = await piefed.read(
      asked('1.6.18'),
      answering(() => answered([row])),
    );

    expect(lines(entries)).toEqual([`reject mask:${masked}`]);
    expect(entries[0]).toMatchObject({ obfuscated: true });
  });
});
