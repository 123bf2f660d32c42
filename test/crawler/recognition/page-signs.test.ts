import { load } from 'cheerio';
import { load as loadSlim } from 'cheerio/slim';
import { describe, expect, test } from 'vitest';
import { pageSigns as signsIn } from '../../../crawler/recognition/page-signs.ts';
import { builtInSoftware } from '../../../model/software/index.ts';
import { friendicaPage } from '../../fediverse/documents/pages/friendica.ts';
import { gotosocialPage } from '../../fediverse/documents/pages/gotosocial.ts';
import { lemmyPage } from '../../fediverse/documents/pages/lemmy.ts';
import { mastodon3Page, mastodonErrorPage, mastodonPage } from '../../fediverse/documents/pages/mastodon.ts';
import { mbinPage } from '../../fediverse/documents/pages/mbin.ts';
import { misskeyPage } from '../../fediverse/documents/pages/misskey.ts';
import { peertubePage } from '../../fediverse/documents/pages/peertube.ts';
import { pixelfedPage } from '../../fediverse/documents/pages/pixelfed.ts';
import { pleromaPage } from '../../fediverse/documents/pages/pleroma.ts';

const pageSigns = (page: Parameters<typeof signsIn>[0]) => signsIn(page, builtInSoftware);
const of = { host: 'example.org', version: '1.2.3' };

const pages: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  mastodon: [
    mastodonPage(of),
    [
      'mastodon.inert-style',
      'mastodon.initial-state',
      'mastodon.mount',
      'mastodon.noscript',
      'mastodon.noscript-renamed',
      'mastodon.packs',
      'mastodon.push-key',
      'mastodon.style-nonce',
    ],
  ],
  misskey: [
    misskeyPage(of),
    [
      'misskey.application-name',
      'misskey.instance-url',
      'misskey.meta',
      'misskey.splash',
      'misskey.thanks',
      'misskey.theme-color',
    ],
  ],
  akkoma: [pleromaPage('akkoma', of), ['pleroma.initial-results', 'pleroma.meta-leftover']],
  lemmy: [lemmyPage(of), ['lemmy-ui.client', 'lemmy-ui.description', 'lemmy-ui.iso-data']],
  peertube: [peertubePage(of), ['peertube.app', 'peertube.platform']],
  pixelfed: [pixelfedPage(of), ['pixelfed.app', 'pixelfed.site-name']],
  gotosocial: [gotosocialPage(of), ['gotosocial.robots', 'gotosocial.title', 'gotosocial.version-link']],
  friendica: [friendicaPage(of), ['friendica.generator']],
  mbin: [mbinPage(of), ['mbin.powered-by']],
};

describe('the signs in a page', () => {
  test.each(Object.entries(pages))(
    'of %s are those of its profile, whatever parses it',
    (_name, [page, signs]) => {
      expect(pageSigns(loadSlim(page))).toEqual(signs);
      expect(pageSigns(load(page))).toEqual(signs);
    },
  );

  test('of a renamed Mastodon are all but those with its name', () => {
    const signs = pageSigns(loadSlim(mastodonPage({ ...of, brand: 'Next Network' })));

    expect(signs).not.toContain('mastodon.noscript');
    expect(signs).toEqual(expect.arrayContaining(['mastodon.noscript-renamed', 'mastodon.initial-state']));
  });

  test('of a state that has not all of the members are not those of Mastodon', () => {
    const page =
      '<script id="initial-state" type="application/json">{"meta":{"domain":"example.org"}}</script>';

    expect(pageSigns(loadSlim(page))).toEqual([]);
    expect(pageSigns(loadSlim(page.replace('{"meta"', '{{')))).toEqual([]);
  });

  test.each([
    ['an empty page', ''],
    ['a page of another software', '<html><head><title>Shop</title></head><body><p>Hello</p></body></html>'],
    ['an error page', mastodonErrorPage(of)],
    ['a page of Mastodon 3, which makes its offer in a link', mastodon3Page(of)],
  ])('%s has none', (_name, page) => expect(pageSigns(loadSlim(page))).toEqual([]));

  test('a page that is nested as deep as it is long has them too', () => {
    const deep = `<noscript>${'<div>'.repeat(5_000)}To use the Mastodon web application, please enable JavaScript</noscript>`;

    expect(pageSigns(loadSlim(deep))).toContain('mastodon.noscript');
  });
});
