import { describe, expect, test } from 'vitest';
import { knownHead, knownHeader } from '../../../../crawler/net/evidence/known-headers.ts';
import { builtInSoftware } from '../../../../model/software/index.ts';

describe('signs of software in what is kept of a response head', () => {
  test.each([
    ['server', 'Mastodon', 'Mastodon'],
    ['server', 'gotosocial', 'gotosocial'],
    ['server', 'GabSocial', 'gabsocial'],
    ['server', 'Alice Example', '… …'],
    ['x-powered-by', 'microblogpub of Alice', '… … microblogpub'],
    ['x-clacks-overhead', 'GNU Natalie Nguyen', 'GNU Natalie Nguyen'],
    ['x-clacks-overhead', 'GNU Alice Example', '… … …'],
    [
      'link',
      '<https://example.org/wp-json/>; rel="https://api.w.org/", <https://example.org/alice>; rel="shortlink"',
      '[text] rel="https://api.w.org/"',
    ],
    ['link', '<https://example.org/alice>; rel="canonical"', '[text]'],
  ])('%s: %s', (name, value, kept) => {
    expect(knownHeader(name, value, builtInSoftware)).toBe(kept);
    expect(knownHeader(name, kept, builtInSoftware)).toBe(kept);
  });

  test('cookies keep the name that tells the software, without what is the server’s own', () => {
    const cookieNames = ['__Host-pleroma_key', 'gotosocial-example.org', 'alice', 'pxfs'];

    expect(knownHead({ responseHeaders: {}, cookieNames }, builtInSoftware).cookieNames).toEqual([
      '[cookie]',
      '__Host-pleroma_key',
      'gotosocial-',
      'pxfs',
    ]);
  });
});
