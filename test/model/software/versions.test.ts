import { describe, expect, test } from 'vitest';
import { builtInSoftware } from '../../../model/software/index.ts';

/** The grammar of the software that a version belongs to. */
function grammarOf(name: string, version: string) {
  const grammar = builtInSoftware.profileOf({ name, version })?.version;
  if (grammar === undefined) throw new Error(`nothing is known of versions of ${name}`);
  return grammar;
}

describe('the grammar of versions', () => {
  test.each([
    ['mastodon', '4.6.4'],
    ['mastodon', '4.5.0-rc.1'],
    ['mastodon', '4.6.0-nightly.2026-01-31-security'],
    ['mastodon', '4.6.0-nightly.2026-01-31+pr-31000-abcdef0'],
    ['mastodon', '3.4.0rc1'],
    ['mastodon', '4.6.0+glitch'],
    ['hometown', '4.2.10+hometown-1.1.1'],
    ['misskey', '2026.8.0-alpha.0'],
    ['misskey', '13.14.2'],
    ['pleroma', '2.7.0'],
    ['akkoma', '3.9.3-0-gd83f5f66f-develop'],
    ['lemmy', '1.0.0-nightly-2026-05-01'],
    ['gotosocial', '0.20.1+git-8cdc3f0'],
    ['microblogpub', '2.0.0+0123abcd'],
    ['peertube', '8.2.4'],
  ])('%s %s is stock', (name, version) => {
    const { stock, modified } = grammarOf(name, version);

    expect([stock.test(version), modified?.test(version) ?? false]).toEqual([true, false]);
  });

  test.each([
    ['mastodon', '4.6.4+mine', true],
    ['mastodon', '2.7.1.cerberus', false],
    ['mastodon', '4.6.0+glitch.local', true],
    ['lemmy', '0.19.11-modified', true],
    ['misskey', '2025.4.1-stelpolva-1', false],
    ['akkoma', '3.9.3-12-gd83f5f66f-blob', false],
    ['gotosocial', '0.20.1+mine', false],
    ['iceshrimp.net', '2025.1-beta5+fork.0123456789', true],
  ])('%s %s is not stock', (name, version, saysChanged) => {
    const { stock, modified } = grammarOf(name, version);

    expect([stock.test(version), modified?.test(version) ?? false]).toEqual([false, saysChanged]);
  });

  test.each([
    ['akkoma', '3.9.3-12-gd83f5f66f-blob', 'd83f5f66f'],
    ['gotosocial', '0.20.1+git-8cdc3f0', '8cdc3f0'],
    ['lemmy', '1.0.0-12-gabcdef0', 'abcdef0'],
    ['pleroma', '2.6.50-875-g75993bb5+soapbox', '75993bb5'],
    ['mastodon', '4.6.4', undefined],
  ])('%s %s names the commit %s', (name, version, commit) =>
    expect(grammarOf(name, version).commit?.exec(version)?.groups?.['commit']).toBe(commit),
  );

  test.each(['mastodon', 'gotosocial', 'pixelfed', 'lemmy', 'misskey'])(
    '%s tags its releases as its makers do',
    (name) => {
      const isBare = name === 'lemmy' || name === 'misskey';

      expect(builtInSoftware.profileOf({ name })?.version?.tags).toEqual([
        isBare ? '{version}' : 'v{version}',
      ]);
    },
  );
});
