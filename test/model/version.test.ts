import { describe, expect, test } from 'vitest';
import { compareVersions, sameBranch, type Version, versionOf } from '../../model/version.ts';

function known(text: string): Version {
  const version = versionOf(text);
  if (version === undefined) throw new Error(`${text} has no order`);
  return version;
}

describe('a version', () => {
  test.each([
    ['3.2.0', '3.10.0'],
    ['4.6.4-rc.1', '4.6.4'],
    ['4.3.0beta2', '4.3.0'],
    ['4.3.9', '4.4.0'],
    ['2024.5.0', '2024.11.0'],
    ['4.4', '4.4.1'],
  ])('%s comes before %s', (earlier, later) => {
    expect(compareVersions(known(earlier), known(later))).toBeLessThan(0);
    expect(compareVersions(known(later), known(earlier))).toBeGreaterThan(0);
  });

  test.each([
    ['4.4.2', '4.4.2+glitch'],
    ['v1.2.0', '1.2'],
    ['0.19.1', '0.19.1+git-abc1234'],
    ['3.16.0', '3.16.0-12-gabc1234-branch'],
  ])('%s and %s are the same release', (one, other) => {
    expect(compareVersions(known(one), known(other))).toBe(0);
  });

  test.each(['', 'main', '4', '4.5.0-nightly.2026-01-01', '1.0.0-dev-12', 'x4.1.2'])(
    '"%s" has no order',
    (text) => {
      expect(versionOf(text)).toBeUndefined();
    },
  );

  test('the first two numbers make a branch', () => {
    expect(sameBranch(known('4.3.1'), known('4.3.9'))).toBe(true);
    expect(sameBranch(known('4.3.1'), known('4.4.1'))).toBe(false);
    expect(sameBranch(known('4.3.1'), known('5.3.1'))).toBe(false);
  });
});
