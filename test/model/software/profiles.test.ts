import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInSoftware, profiles, type SoftwareProfile } from '../../../model/software/index.ts';

const folder = new URL('../../../model/software/', import.meta.url);
const named = profiles.map((profile) => [profile.id, profile] as const);

/** Fields with something in them that somebody must have read; signs may have a basis of their own. */
function statedBy(profile: SoftwareProfile): readonly string[] {
  const { names, licence, licenceNote, repositories, sharedNames, version, constants, offers } = profile;
  const { instanceActorPath, instanceActorUser, instanceApi, peersApi, blockListPath } = profile;
  const stated = { names, licence, licenceNote, repositories, sharedNames, version, constants, offers };
  const paths = { instanceActorPath, instanceActorUser, instanceApi, peersApi, blockListPath };
  const fields = Object.entries({ ...stated, ...paths }).flatMap(([field, value]) =>
    value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [field],
  );
  const isWhole = profile.basis.some((each) => each.fields.includes('fingerprints'));
  return isWhole ? fields : [...fields, ...profile.fingerprints.map(({ id }) => id)];
}

describe('the software profiles', () => {
  test('every file is listed under its own name', () => {
    const files = readdirSync(folder).filter(
      (file) => !['index.ts', 'profile.ts', 'catalogue.ts'].includes(file),
    );

    expect(profiles.map(({ id }) => `${id}.ts`).toSorted()).toEqual(files.toSorted());
  });

  test('no NodeInfo name belongs to two', () => {
    const names = profiles.flatMap((profile) => profile.names);

    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => name === name.toLowerCase())).toBe(true);
  });

  test('no two signs share an id', () => {
    const ids = profiles.flatMap(({ fingerprints }) => fingerprints.map(({ id }) => id));

    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(named)('%s says where its facts are from', (_id, profile) => {
    expect(profile.networkClause).toBe(profile.licence.includes('AGPL'));
    expect(profile.repositories.length > 0).toBe(profile.licence !== 'LicenseRef-proprietary');
    for (const { readAt, fields } of profile.basis) {
      expect(readAt).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(fields.length).toBeGreaterThan(0);
    }
  });

  test.each(named)('%s has a basis for every fact', (_id, profile) => {
    const given = profile.basis.flatMap(({ fields }) => fields);
    const signs = profile.fingerprints.map((print) => print.id);

    expect(statedBy(profile).filter((field) => !given.includes(field))).toEqual([]);
    expect(given.filter((field) => field.includes('.') && !signs.includes(field))).toEqual([]);
  });

  test.each(named)('%s: what was not read in a source weighs little', (_id, profile) => {
    const doubtful = profile.basis
      .filter(({ standing }) => standing !== undefined)
      .flatMap(({ fields }) => fields);
    const signs = profile.fingerprints.filter(
      ({ id }) => doubtful.includes('fingerprints') || doubtful.includes(id),
    );
    const constants = doubtful.includes('constants') ? (profile.constants ?? []) : [];

    expect([...signs, ...constants].filter(({ weight }) => weight !== 'weak')).toEqual([]);
  });

  test.each(named)('%s has signs under its own name, a family and parents that exist', (id, profile) => {
    expect(profile.fingerprints.every((print) => print.id.startsWith(`${id}.`))).toBe(true);
    expect(builtInSoftware.profileWithId(profile.family)).toBeDefined();
    for (const parent of [profile.forkOf, profile.releasesAs])
      if (parent !== undefined) expect(builtInSoftware.profileWithId(parent)).toBeDefined();
  });

  test('a name is found whatever its case, and an unknown one is not', () => {
    expect(builtInSoftware.profileOf({ name: ' Mastodon' })?.id).toBe('mastodon');
    expect(builtInSoftware.profileOf({ name: 'hometown' })?.family).toBe('mastodon');
    expect(builtInSoftware.profileOf({ name: 'Iceshrimp.NET' })?.licence).toBe('EUPL-1.2');
    expect(builtInSoftware.profileOf({ name: 'nextsocial' })).toBeUndefined();
    expect(builtInSoftware.profileOf({ name: '__proto__' })).toBeUndefined();
    expect(builtInSoftware.profileOf({ name: '' })).toBeUndefined();
  });

  test.each([
    ['mastodon', '4.6.4', 'mastodon'],
    ['mastodon', '4.6.0+glitch', 'glitch-soc'],
    ['mastodon', '4.6.0-alpha.1+glitch.mine', 'glitch-soc'],
    ['mastodon', '4.6.0+glitchy', 'mastodon'],
    ['mastodon', '4.2.10+hometown-1.1.1', 'hometown'],
    ['pleroma', '2.7.0', 'pleroma'],
    ['pleroma', '2.6.50-875-g75993bb5+soapbox', 'rebased'],
    ['misskey', '2026.8.0-alpha.0', 'misskey'],
    ['misskey', '2025.4.1-mhq.13', 'misskey-io'],
    ['misskey', '4.17.0', 'cherrypick'],
    ['cherrypick', '4.17.0', 'cherrypick'],
  ])('%s %s is %s', (name, version, id) => expect(builtInSoftware.profileOf({ name, version })?.id).toBe(id));
});
