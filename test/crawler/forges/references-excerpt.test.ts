import { describe, expect, test } from 'vitest';
import { writePackets } from '../../../crawler/forges/pkt-line.ts';
import { referencesExcerpt } from '../../../crawler/forges/references-excerpt.ts';

const id = (digit: string) => digit.repeat(40);
const flush = { divider: 'flush' } as const;

describe('what is kept of a list of references', () => {
  test('is its tags and the commits of its branches, without the names that people gave them', () => {
    const list = writePackets([
      `${id('a')} HEAD symref-target:refs/heads/ada/wip`,
      `${id('a')} refs/heads/ada/wip`,
      `${id('b')} refs/tags/v4.4.1 peeled:${id('c')}`,
      flush,
    ]);

    expect(referencesExcerpt(list)).toEqual({
      protocol: 'v2',
      isWhole: true,
      tags: ['v4.4.1 cccccccccc'],
      branches: ['aaaaaaaaaa'],
      unkept: 0,
    });
  });

  test('is the same of an older server and of a file', () => {
    const advertised = writePackets([
      '# service=git-upload-pack',
      flush,
      `${id('b')} refs/tags/v1\0agent=git`,
      flush,
    ]);
    const file = Buffer.from(`${id('b')}\trefs/tags/v1\n`);

    expect(referencesExcerpt(advertised)).toMatchObject({ protocol: 'v0', tags: ['v1 bbbbbbbbbb'] });
    expect(referencesExcerpt(file)).toMatchObject({ protocol: 'dumb', tags: ['v1 bbbbbbbbbb'] });
  });

  test('says how much is left out, and is nothing of any other answer', () => {
    const many = writePackets([
      ...Array.from({ length: 2_000 }, (_, index) => `${id('d')} refs/tags/v${index}`),
      flush,
    ]);
    const kept = referencesExcerpt(many);

    expect([kept?.tags.length, kept?.unkept]).toEqual([1_500, 500]);
    expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThan(65_536);
    expect(referencesExcerpt(Buffer.from('<!doctype html><title>Sign in</title>'))).toBeUndefined();
  });
});
