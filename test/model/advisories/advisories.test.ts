import { describe, expect, test } from 'vitest';
import { type Advisory, fixFor } from '../../../model/advisories/advisory.ts';
import { profiles } from '../../../model/software/index.ts';
import { compareVersions, versionOf } from '../../../model/version.ts';

const advisory: Advisory = {
  id: 'X-1',
  title: 'Something is wrong',
  affected: [{ before: '4.3.18' }, { from: '4.5.0', before: '4.5.5' }],
  url: 'https://advisories.example/1',
};

const fixOf = (version: string) => {
  const parsed = versionOf(version);
  return parsed && fixFor(advisory, parsed);
};

describe('an advisory', () => {
  test.each([
    ['3.5.0', '4.3.18'],
    ['4.3.17', '4.3.18'],
    ['4.5.0', '4.5.5'],
    ['4.5.5-rc.1', '4.5.5'],
  ])('%s has the weakness until %s', (version, fix) => expect(fixOf(version)).toBe(fix));

  test.each(['4.3.18', '4.4.0', '4.5.0-beta.1', '4.5.5', '5.0.0'])('%s does not have it', (version) =>
    expect(fixOf(version)).toBeUndefined(),
  );
});

const collected = profiles.flatMap(({ advisories = [] }) => advisories);

describe('the advisories of the profiles', () => {
  test.each(collected.map((each) => [each.id, each] as const))(
    '%s has a source, a day and ranges in order',
    (_id, each) => {
      expect(each.url).toMatch(/^https:\/\//);
      expect(each.readAt).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(each.title).toMatch(/^[A-Z].*[^.]$/);
      for (const { from = '0.0', before } of each.affected) {
        const [start, end] = [versionOf(from), versionOf(before)];
        expect(start && end && compareVersions(start, end)).toBeLessThan(0);
      }
    },
  );

  test('no id is there twice', () => {
    expect(new Set(collected.map(({ id }) => id)).size).toBe(collected.length);
  });
});
