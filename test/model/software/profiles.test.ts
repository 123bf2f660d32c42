import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { profileOf, profiles } from '../../../model/software/index.ts';

const folder = new URL('../../../model/software/', import.meta.url);

describe('the software profiles', () => {
  test('every file is listed under its own name', () => {
    const files = readdirSync(folder).filter((file) => file !== 'index.ts' && file !== 'profile.ts');

    expect(profiles.map(({ id }) => `${id}.ts`)).toEqual(files.toSorted());
  });

  test('no NodeInfo name belongs to two', () => {
    const names = profiles.flatMap((profile) => profile.names);

    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => name === name.toLowerCase())).toBe(true);
  });

  test.each(profiles.map((profile) => [profile.id, profile] as const))(
    '%s says where its facts are from',
    (_id, profile) => {
      expect(profile.source).toMatch(/^https:\/\//);
      expect(profile.networkClause).toBe(profile.licence.includes('AGPL'));
      for (const { readAt, fields } of profile.basis) {
        expect(readAt).toMatch(/^20\d\d-\d\d-\d\d$/);
        expect(fields.length).toBeGreaterThan(0);
      }
    },
  );

  test('a name is found whatever its case, and an unknown one is not', () => {
    expect(profileOf(' Mastodon')?.id).toBe('mastodon');
    expect(profileOf('hometown')?.id).toBe('mastodon');
    expect(profileOf('nextsocial')).toBeUndefined();
    expect(profileOf('__proto__')).toBeUndefined();
  });
});
