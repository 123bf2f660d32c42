import { describe, expect, test } from 'vitest';
import { offerAddress } from '../../../crawler/offers/offer-url.ts';

const read = (text: string, base?: string) => {
  const address = offerAddress(text, base);
  return address === undefined
    ? undefined
    : [address.url, address.kind, address.reference].filter((one) => one !== undefined);
};

describe('an address of source', () => {
  test.each([
    ['https://github.com/mastodon/mastodon', ['https://github.com/mastodon/mastodon', 'repository']],
    [
      '  HTTP://WWW.GitHub.com/mastodon/mastodon.git/ ',
      ['https://github.com/mastodon/mastodon', 'repository'],
    ],
    ['https://user:secret@github.com/o/r#readme', ['https://github.com/o/r', 'repository']],
    ['https://github.com/o/r?tab=readme-ov-file&utm_source=x', ['https://github.com/o/r', 'repository']],
    ['https://github.com/o/r/tree/v4.4.2+ours', ['https://github.com/o/r', 'repository', 'v4.4.2+ours']],
    ['https://github.com/o/r/tree/feature%2Fx', ['https://github.com/o/r', 'repository', 'feature/x']],
    ['https://github.com/o/r/releases/tag/v1', ['https://github.com/o/r', 'repository', 'v1']],
    ['https://github.com/o/r/commit/0a1b2c3', ['https://github.com/o/r', 'repository', '0a1b2c3']],
    ['https://github.com/o/r/issues', ['https://github.com/o/r/issues', 'page']],
    ['https://github.com/LemmyNet', ['https://github.com/LemmyNet', 'organisation']],
    ['https://github.com', ['https://github.com', 'page']],
    ['http://constructor.example/o/r?x=1', ['http://constructor.example/o/r?x=1', 'page']],
    ['git@github.com:o/r.git', ['https://github.com/o/r', 'repository']],
    ['ssh://git@codeberg.org/o/r.git', ['https://codeberg.org/o/r', 'repository']],
    ['git+https://codeberg.org/o/r', ['https://codeberg.org/o/r', 'repository']],
    ['https://codeberg.org/o/r/src/tag/v1/README.md', ['https://codeberg.org/o/r', 'repository', 'v1']],
    [
      'https://framagit.org/framasoft/peertube/PeerTube',
      ['https://framagit.org/framasoft/peertube/PeerTube', 'repository'],
    ],
    [
      'https://gitlab.example.org/g/sub/r/-/tree/main',
      ['https://gitlab.example.org/g/sub/r', 'repository', 'main'],
    ],
    [
      'https://framagit.org/framasoft/mobilizon/-/blob/main/LICENSE',
      ['https://framagit.org/framasoft/mobilizon', 'repository'],
    ],
    ['https://git.sr.ht/~owner/r/refs/v1', ['https://git.sr.ht/~owner/r', 'repository', 'v1']],
    ['https://sr.ht/~owner/project/', ['https://sr.ht/~owner/project', 'page']],
    ['https://git.example.org/o/r', ['https://git.example.org/o/r', 'repository']],
    ['https://example.org/source.git', ['https://example.org/source', 'repository']],
    ['https://example.org/source', ['https://example.org/source', 'page']],
    ['http://example.org/mastodon-current.zip', ['http://example.org/mastodon-current.zip', 'archive']],
    [
      'https://github.com/o/r/archive/refs/tags/v1.tar.gz',
      ['https://github.com/o/r/archive/refs/tags/v1.tar.gz', 'archive'],
    ],
    ['https://müller.example/quelle', ['https://xn--mller-kva.example/quelle', 'page']],
    ['https://example.org//a///b/?page=2&fbclid=x', ['https://example.org/a/b?page=2', 'page']],
    ['https://example.org./a', ['https://example.org/a', 'page']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('is read relative to its page', () => {
    expect(read('/tarball/misskey-1.tar.gz', 'https://a.fedi.test/about')).toEqual([
      'https://a.fedi.test/tarball/misskey-1.tar.gz',
      'archive',
    ]);
  });

  test.each([
    '',
    'source',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:alice@example.org',
    'ftp://example.org/r.zip',
    'https://localhost/o/r',
    'https://10.0.0.1/o/r',
    'https://[::1]/o/r',
    'https://social.example/@alice',
    'https://social.example/@alice/115',
    'https://social.example/%40alice',
    'https://example.org/source?ask=alice@example.org',
    'https://example.org/by/alice%40example.org',
    `https://example.org/${'a'.repeat(600)}`,
    `https://example.org/${'a'.repeat(100_000)}`,
    'https://',
  ])('is none: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('stays itself when it is read again', () => {
    for (const text of [
      'https://github.com/o/r.git/',
      'https://gitlab.com/a/b/c/-/tree/x',
      'https://example.org/a/?b=1',
    ]) {
      const once = offerAddress(text)?.url ?? '';
      expect(offerAddress(once)?.url).toBe(once);
    }
  });
});
