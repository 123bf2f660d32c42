import { describe, expect, test } from 'vitest';
import { readPage } from '../../../crawler/offers/page-offers.ts';

const page = (body: string) =>
  `<!DOCTYPE html><html><head><title>x</title></head><body>${body}</body></html>`;
const url = 'https://a.fedi.test/';

/** Offers in a page, each as place and address. */
function offers(body: string, wholly = false): readonly string[] | undefined {
  return readPage(page(body), { url, wholly })?.offers.map(({ place, url: address, reference }) =>
    [place, address, ...(reference === undefined ? [] : [reference])].join(' '),
  );
}

const fork = 'https://git.example.org/o/fork';

describe('the offers of a page', () => {
  test.each([
    [
      'Mastodon',
      `<script id="initial-state" type="application/json">{"meta":{"source_url":"${fork}/src/tag/v4.4.2","version":"4.4.2"}}</script>`,
      `page-data ${fork} v4.4.2`,
    ],
    [
      'Misskey',
      `<script type="application/json" id="misskey_meta">{"repositoryUrl":"${fork}"}</script>`,
      `page-data ${fork}`,
    ],
    [
      'Pleroma',
      `<script id="initial-results" type="application/json">{"/api/v1/instance":"${Buffer.from(JSON.stringify({ source_url: fork })).toString('base64')}"}</script>`,
      `page-data ${fork}`,
    ],
    [
      'Lemmy',
      `<script>window.isoData = {"path":"/","site_res":{"x":undefined,"repository":"${fork}"}}</script>`,
      `page-data ${fork}`,
    ],
    [
      'Lemmy, with more behind the literal',
      `<script> window.isoData={"repository":"${fork}"} ; \n</script>`,
      `page-data ${fork}`,
    ],
    [
      'lemmy-ui',
      '<footer class="app-footer"><a class="nav-link" href="https://github.com/LemmyNet">Code</a></footer>',
      'page-link https://github.com/LemmyNet',
    ],
    [
      'GoToSocial',
      `<footer><ul><li id="version"><a href="${fork}">Source - GoToSocial 0.19.1</a></li></ul></footer>`,
      `page-link ${fork}`,
    ],
    [
      'Mastodon 3',
      `<div class="public-layout"><div class="footer"><a href="${fork}">Kaynak kodu görüntüle</a></div></div>`,
      `page-link ${fork}`,
    ],
    ['PeerTube', `<noscript><p>See <a href="${fork}">this</a></p></noscript>`, `noscript ${fork}`],
    ['WriteFreely', `<footer><nav><a href="${fork}">source code</a></nav></footer>`, `page-link ${fork}`],
    [
      'a zip',
      '<footer><a href="/mastodon.zip">Download</a></footer>',
      'page-link https://a.fedi.test/mastodon.zip',
    ],
    [
      'a page about it',
      '<footer><a href="/open" title="ソースコード">*</a></footer>',
      'page-link https://a.fedi.test/open',
    ],
    [
      'an icon',
      `<nav><a href="https://example.org/code" aria-label="Quellcode"><svg></svg></a></nav>`,
      'page-link https://example.org/code',
    ],
  ])('are found as %s shows them', (_software, body, offer) => {
    expect(offers(body)).toEqual([offer]);
  });

  test.each([
    ['a link in what users write', `<main><article><a href="${fork}">source code</a></article></main>`],
    [
      'a link in a post within a region',
      `<aside><div class="status"><a href="${fork}">my source</a></div></aside>`,
    ],
    ['a link outside all regions', `<main><a href="${fork}">source code</a></main>`],
    ['a link that leads elsewhere', '<footer><a href="https://example.org/terms">Terms</a></footer>'],
    ['a link to a person', '<footer><a href="https://a.fedi.test/@alice">source code</a></footer>'],
    ['a script of code', '<footer><a href="javascript:source()">source code</a></footer>'],
    ['broken data', '<script id="initial-state" type="application/json">{"meta":{"source_url"</script>'],
    [
      'data of posts',
      `<script id="initial-state" type="application/json">{"statuses":[{"source_url":"${fork}"}]}</script>`,
    ],
    [
      'data that is no address',
      '<script id="initial-state" type="application/json">{"meta":{"source_url":["x"]}}</script>',
    ],
  ])('are not taken from %s', (_what, body) => {
    expect(offers(body)).toEqual([]);
  });

  test('are taken from anywhere in a page that is made for it', () => {
    expect(offers(`<main><a href="${fork}">Our code</a></main>`, true)).toEqual([`page-link ${fork}`]);
  });

  test('say whether a page has a form to log in, and data', () => {
    const read = readPage(page('<form><input type="PASSWORD"></form>'), { url, wholly: false });

    expect(read).toMatchObject({ hasLogin: true, hasData: false, offers: [] });
  });

  test('are read from no page of more tags than our cap, and from any other in bounded time', () => {
    expect(readPage(page('<b>'.repeat(100_000)), { url, wholly: false })).toBeUndefined();
    expect(offers(`${'<div>'.repeat(19_000)}<footer><a href="${fork}">Source</a></footer>`)).toEqual([
      `page-link ${fork}`,
    ]);
    expect(offers(`<footer>${`<a href="${fork}/x">source</a>`.repeat(300)}</footer>`)).toHaveLength(1);
    // Only the innermost links are near enough to their text.
    expect(offers(`<footer>${`<a href="${fork}/x">`.repeat(3_000)}source`)).toHaveLength(1);
    const links = Array.from({ length: 500 }, (_, number) => `<a href="${fork}${number}">x</a>`).join('');
    expect(offers(`<footer>${links}</footer>`)).toHaveLength(20);
    expect(offers(`<script>${'window.isoData={}'.repeat(60_000)}x</script>`)).toEqual([]);
  });
});
