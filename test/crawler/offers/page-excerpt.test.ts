import { describe, expect, test } from 'vitest';
import { pageExcerpt } from '../../../crawler/offers/page-excerpt.ts';
import { builtInSoftware } from '../../../model/software/index.ts';

const url = 'https://social.example/about';
const excerptOf = (html: string) => pageExcerpt(Buffer.from(html), url, builtInSoftware);
const page = (body: string, head = '') =>
  `<!doctype html><html><head><title>Ada's corner</title>${head}</head><body>${body}</body></html>`;

/** The excerpt of a page that is not too dense. */
function excerpt(body: string, head?: string) {
  const found = excerptOf(page(body, head));
  if (found === undefined) throw new Error('there is no excerpt');
  return found;
}

/** Links as where, target, words, and whether the words say source. */
const links = (body: string, head?: string) =>
  excerpt(body, head).links.map(({ at, to, says, saysSource }) =>
    [at, to.replace(/path-[0-9a-f]{8}/g, 'path-#'), says, ...(saysSource ? ['!'] : [])].join(' '),
  );

describe('what is kept of a page that was looked through for an offer', () => {
  test('is its links, with where they stand, those of the software first', () => {
    const body = `<main><a href="/privacy-policy">Privacy policy</a></main>
<footer><a href="https://codeberg.org/town/fork/src/tag/v1">Source code</a></footer>
<noscript><a href="https://files.example/fork.zip">Quellcode</a></noscript>`;

    expect(links(body, '<link rel="vcs-git" href="https://git.example/o/fork.git">')).toEqual([
      'head https://git.example/o/fork  !',
      'software https://codeberg.org/town/fork Source code !',
      'noscript https://files.example/fork.zip Quellcode !',
      'page https://social.example/privacy-policy Privacy policy',
    ]);
  });

  test('has no name of a person: not in a link, not in an address, not in the words', () => {
    const body = `<p>Ada Lovelace runs this, +44 20 7946 0000, ada@social.example. Mastodon is free, open-source software.</p>
<a href="https://ada:secret@social.example/@ada?by=ada#ada">Ada</a><a href="mailto:ada@social.example">Contact Ada</a><a href="https://github.com/ada">by Ada</a>
<script id="ada" src="/packs/ada.js">const ada = "ada"</script><script id="initial-state" type="application/json">{"accounts":{"1":{"username":"ada"}},"meta":{"source_url":"https://git.example/o/fork"}}</script>`;
    const kept = excerpt(
      body,
      '<meta name="generator" content="Ada"><link rel="me" href="https://ada.example/">',
    );

    expect(JSON.stringify(kept)).not.toMatch(/ada|lovelace|7946/i);
    expect(kept.text).toBe('… Mastodon … free, open-source software. … Contact … by …');
    expect(kept.scripts.map(({ id, names }) => [id, names])).toEqual([
      [undefined, []],
      ['initial-state', ['https://git.example/o/fork']],
    ]);
    expect(kept.links.map(({ to }) => to.replace(/path-[0-9a-f]{8}/g, 'path-#'))).toEqual([
      'https://social.example/@path-#?…',
      'mailto:…',
      'https://github.com/path-#',
    ]);
  });

  test('has nothing of what people write but how many links there were', () => {
    const {
      links: kept,
      text,
      unkeptLinks,
    } = excerpt('<article>The source code is <a href="https://codeberg.org/x/y">there</a></article>');

    expect([kept, text, unkeptLinks]).toEqual([[], '…', { byPeople: 1, beyond: 0 }]);
  });

  test('says whether the page came whole and asks for a password', () => {
    expect(excerpt('<input type="password">')).toMatchObject({ isWhole: true, asksForPassword: true });
    expect(excerptOf('<!doctype html><body><p>Source')).toMatchObject({
      isWhole: false,
      asksForPassword: false,
      characters: 30,
    });
  });

  test('is bounded, says what it leaves out, and keeps the links of a footer behind many others', () => {
    const many = Array.from({ length: 400 }, (_, index) => `<a href="/p/${index}">x</a>`).join('');
    const { links: kept, unkeptLinks } = excerpt(
      `${many}<footer><a href="https://codeberg.org/town/fork">Source</a></footer>`,
    );

    expect(kept).toHaveLength(150);
    expect(kept[0]).toMatchObject({ at: 'software', to: 'https://codeberg.org/town/fork' });
    expect(unkeptLinks).toEqual({ byPeople: 0, beyond: 251 });
    expect(excerptOf(page('<b>'.repeat(30_000)))).toBeUndefined();
    expect(excerptOf('{"is":"no page"}')).toBeUndefined();
  });

  test('is small, whatever a page wants', () => {
    const nested = page(
      `<footer>${'<a href="/ü" title="ソース">'.repeat(9_000)}${'ソース '.repeat(50_000)}</footer>`,
    );

    expect(Buffer.byteLength(JSON.stringify(excerptOf(nested)))).toBeLessThan(65_536);
  });
});
