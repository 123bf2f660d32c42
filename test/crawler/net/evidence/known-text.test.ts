import { describe, expect, it } from 'vitest';
import {
  knownDirectives,
  knownDocument,
  knownWords,
  knownXrd,
} from '../../../../crawler/net/evidence/known-text.ts';

describe('what is kept of', () => {
  it('a document is text of the protocol', () => {
    const nodeinfo = {
      version: '2.0',
      software: { name: 'mastodon', version: '4.4.8', homepage: 'https://joinmastodon.org/' },
      protocols: ['activitypub'],
      usage: { users: { total: 5 } },
      metadata: { nodeName: 'Jane Doe at home', homepage: 'see Jane' },
    };

    expect(knownDocument(nodeinfo)).toEqual({
      ...nodeinfo,
      metadata: { nodeName: '[text]', homepage: '[text]' },
    });
  });

  it('links is where they lead, when that is no person', () => {
    const self = { rel: 'self', type: 'application/activity+json', href: 'https://a.example/users/1' };
    const me = { rel: 'me', href: 'https://jane.example/', titles: { en: 'Jane' } };

    expect(knownDocument({ links: [self, me] })).toEqual({
      links: [self, { rel: 'me', href: '[text]', titles: '[text]' }],
    });
  });

  it('an error is its code or a sentence that every server says', () => {
    expect(knownDocument({ error: 'instance_is_private' })).toEqual({ error: 'instance_is_private' });
    expect(knownDocument({ error: 'Request not signed' })).toEqual({ error: 'Request not signed' });
    expect(knownDocument({ error: 'Jane Doe is not here' })).toEqual({ error: '[text]' });
  });

  it.each([
    ['502 Bad Gateway nginx/1.24.0', '502 Bad Gateway nginx/1.24.0'],
    ['Call Jane Doe, +49 30 1234567, or try again later', '… try again later'],
    ['{"name": "Jane", x', '{"…'],
  ])('%j is what tells its writer', (text, kept) => {
    expect(knownWords(text).replaceAll(/\s/g, '')).toBe(kept.replaceAll(/\s/g, ''));
  });

  it('robots.txt is what it asks, without remarks and accounts', () => {
    const file =
      '# Jane Doe asks\nUser-agent: *\nDisallow: /@jane/private # Jane\nCrawl-delay: 5\nSitemap: /jane.xml\n';

    expect(knownDirectives(file)).toBe('User-agent: *\nDisallow: /@[person]/private\nCrawl-delay: 5');
  });

  it('host-meta is its links', () => {
    const xml =
      '<XRD><Subject>Jane</Subject><Link rel="lrdd" template="https://a.example/?q={uri}" title="Jane"/></XRD>';

    expect(knownXrd(xml)).toBe('<XRD><Link rel="lrdd" template="https://a.example/?q={uri}"/></XRD>');
    expect(knownXrd('<rss><author>Jane</author></rss>')).not.toContain('Jane');
  });
});
