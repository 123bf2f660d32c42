import { describe, expect, test } from 'vitest';
import { readBlockList } from '../../../crawler/candidates/blocklist.ts';

describe('a block list is read', () => {
  test.each([
    [
      'as Mastodon exports it, noop rows aside',
      '#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\nbad.social,suspend,true,true,"spam, lots\nof ""it""",false\nloud.social,silence,false,false,,false\nfine.social,noop,true,false,,false\n',
    ],
    ['with a bare header and columns in another order', 'severity,domain\nsuspend,bad.social\n,loud.social'],
    ['as plain names', '\uFEFFbad.social\r\nLOUD.social\r\n\r\n'],
    ['as names with comments', '# a list\nbad.social\n# more\n*.loud.social'],
    ['as JSON', '[{"domain":"bad.social","severity":"suspend"},{"domain":"loud.social"},7,{"domain":null}]'],
    ['with a quote in the wrong place', 'domain,comment\n"bad"x,1\nbad.social,"open\nloud.social,\n'],
  ])('%s', (_what, text) => {
    const { names } = readBlockList(text);

    expect(names).toEqual(['bad.social', 'loud.social']);
  });

  test('whose names are hidden in part, as far as it can be', () => {
    expect(readBlockList('domain\nbad.*****le\nbad.social\nb*d.*x**pl*')).toEqual({
      names: ['bad.social'],
      masked: 2,
    });
  });

  test.each([
    ['an object without a text', '{"toString":1,"valueOf":1}'],
    ['a list in a list, and so on', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ])('whose rows hold %s where a text belongs, without those', (_what, value) => {
    const text = `[{"domain":${value}},{"domain":"bad.social","severity":${value}}]`;

    expect(readBlockList(text).names).toEqual(['bad.social']);
  });

  test('that is none, as naming nobody', () => {
    expect(readBlockList('<!doctype html><html><body>Sign in</body></html>').names).toEqual([]);
    expect(readBlockList('[{"domain":').names).toEqual([]);
    expect(readBlockList('').names).toEqual([]);
  });
});
