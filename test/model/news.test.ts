import { describe, expect, test } from 'vitest';
import { builtInNews } from '../../model/news.ts';
import { readSoftwareFile } from '../../model/software-file/software-file.ts';
import { builtInKnowledge } from '../../model/software-knowledge.ts';

const file = {
  mastodon: {
    releases: [
      { version: '4.6.5', readAt: '2026-11-20', source: 'https://github.com/mastodon/mastodon/tags' },
    ],
    advisories: [
      {
        id: 'GHSA-vwhj-3g83-v276',
        title: 'Told in other words',
        affected: [{ before: '4.6.4' }],
        url: 'https://advisories.example/2',
      },
    ],
  },
};

describe('a file of software news', () => {
  test('adds to what is built in, and corrects it', () => {
    const mastodon = readSoftwareFile(file, builtInKnowledge).knowledge.news.get('mastodon');

    expect(mastodon?.releases).toEqual([
      {
        version: '4.6.5',
        seenAt: '2026-11-20T00:00:00.000Z',
        basis: 'https://github.com/mastodon/mastodon/tags names it',
      },
    ]);
    expect(mastodon?.advisories.find(({ id }) => id === 'GHSA-vwhj-3g83-v276')?.title).toBe(
      'Told in other words',
    );
    expect(mastodon?.advisories.length).toBe(builtInNews.get('mastodon')?.advisories.length);
  });

  test.each([
    ['a software that is not known', { homegrown: {} }],
    [
      'a release without a day',
      { mastodon: { releases: [{ version: '4.6.5', source: 'https://x.example/' }] } },
    ],
    [
      'a range without an end',
      { mastodon: { advisories: [{ ...file.mastodon.advisories[0], affected: [{ from: '1.0' }] }] } },
    ],
    ['no range at all', { mastodon: { advisories: [{ ...file.mastodon.advisories[0], affected: [] }] } }],
    [
      'a link that runs',
      { mastodon: { advisories: [{ ...file.mastodon.advisories[0], url: 'javascript:alert(1)' }] } },
    ],
    [
      'a version that is none',
      { mastodon: { releases: [{ version: 'newest', readAt: '2026-11-20', source: 'https://x.example/' }] } },
    ],
  ])('refuses %s', (_name, given) => {
    const { problems, knowledge } = readSoftwareFile(given, builtInKnowledge);

    expect(problems).toHaveLength(1);
    expect(knowledge.news).toEqual(builtInNews);
  });
});
