import { describe, expect, test } from 'vitest';
import { referencesOf } from '../../../crawler/forges/wanted-references.ts';

const said = (version: string) =>
  referencesOf(undefined, version).map(({ kind, names }) => `${kind} ${names.join(' | ')}`);

describe('what a version names', () => {
  test.each([
    ['4.6.4', ['tag v4.6.4 | 4.6.4']],
    ['v4.6.4', ['tag v4.6.4 | 4.6.4']],
    ['4.6.4+glitch', ['tag v4.6.4+glitch | 4.6.4+glitch | v4.6.4 | 4.6.4']],
    ['4.2.10+hometown-1.1.1', ['tag v4.2.10+hometown-1.1.1 | 4.2.10+hometown-1.1.1 | v4.2.10 | 4.2.10']],
    ['4.4.0-rc.1', ['tag v4.4.0-rc.1 | 4.4.0-rc.1']],
    ['4.5.0-nightly.2025-11-02', []],
    ['4.5.0-alpha.1+pr-31337-0a1b2c3', ['commit 0a1b2c3']],
    [
      '0.19.1+git-abcdef1',
      ['tag v0.19.1+git-abcdef1 | 0.19.1+git-abcdef1 | v0.19.1 | 0.19.1', 'commit abcdef1'],
    ],
    [
      '3.9.3-0-gd83f5f66f-blob',
      ['tag v3.9.3-0-gd83f5f66f-blob | 3.9.3-0-gd83f5f66f-blob | v3.9.3 | 3.9.3', 'commit d83f5f66f'],
    ],
    ['2.6.50-123-gabcdef12-develop+soapbox', ['commit abcdef12']],
    ['1.0.0-12-gabcdef0-modified', ['commit abcdef0']],
    ['1.0.0-modified', ['tag v1.0.0 | 1.0.0']],
    ['2.7.2 (compatible; Akkoma 3.16.0)', ['tag v3.16.0 | 3.16.0']],
    ['2.0.0+a1b2c3d4', ['tag v2.0.0+a1b2c3d4 | 2.0.0+a1b2c3d4 | v2.0.0 | 2.0.0', 'commit a1b2c3d4']],
    [
      '2025.1-beta5+upstream.0123456789abcdef',
      [
        'tag v2025.1-beta5+upstream.0123456789abcdef | 2025.1-beta5+upstream.0123456789abcdef | v2025.1-beta5 | 2025.1-beta5',
        'commit 0123456789abcdef',
      ],
    ],
    [
      '2024.09-rc-20240909+20240101',
      [
        'tag v2024.09-rc-20240909+20240101 | 2024.09-rc-20240909+20240101 | v2024.09-rc-20240909 | 2024.09-rc-20240909',
      ],
    ],
    ['unknown version', []],
    ['', []],
    ['<b>1', []],
  ])('%s', (version, expected) => {
    expect(said(version)).toEqual(expected);
  });

  test('is spelled as its software spells its tags, then as forks of any software do', () => {
    expect(referencesOf({ tags: ['release-{version}'] }, '1.2')).toEqual([
      { kind: 'tag', names: ['release-1.2', 'v1.2', '1.2'] },
    ]);
    expect(referencesOf({ tags: ['{version}'] }, '2024.09-1571')[0]?.names).toContain('2024.09');
    expect(referencesOf({ tags: [], commit: /~(?<commit>[0-9a-f]+)$/ }, '1.2~abcdef0')).toContainEqual({
      kind: 'commit',
      names: ['abcdef0'],
    });
  });

  test('costs little, however long the text', () => {
    expect(said(`1.${'+a-0-g'.repeat(100_000)}`).length).toBeLessThanOrEqual(2);
  });
});
