import { describe, expect, test } from 'vitest';
import { aNewProfile, basedFields, readExamplePub, readFile, withField } from './examples.ts';

const sign = { id: 'examplepub.cookie', kind: 'cookie', name: 'examplepub_session', weight: 'strong' };
const secondary = { standing: 'secondary' };

/** What is refused of a new profile, as path and reason. */
function refusedOf(profile: unknown): readonly string[] {
  return readExamplePub(profile).problems.map(({ path, says }) => `${path}: ${says}`);
}

/** What is refused of a new profile with these signs. */
function refusedSigns(...fingerprints: readonly unknown[]): readonly string[] {
  return refusedOf(withField('fingerprints', fingerprints));
}

describe('what a software file may not say', () => {
  test('a new profile without what every profile has', () => {
    const { licence: _licence, ...rest } = aNewProfile();

    expect(refusedOf(rest)).toEqual(['examplepub.profile.licence: is missing']);
    expect(refusedOf({})).toHaveLength(4);
  });

  test('anything without where it was read, or with a day that is none', () => {
    const basis = [{ fields: basedFields, source: 'https://x.example/', readAt: '2026-11-20' }];

    expect(refusedOf(aNewProfile({ basis }))).toEqual([
      'examplepub.profile.basis: nothing says where repositories was read',
    ]);
    expect(refusedOf(aNewProfile({ basis: [{ ...basis[0], readAt: 'May' }] }))).toEqual([
      'examplepub.profile.basis[0].readAt: "May" is no day, such as 2026-11-22',
    ]);
    expect(refusedOf(aNewProfile({ basis: [] }))).toHaveLength(1);
  });

  test('a basis of what is not stated', () => {
    const { peersApi: _gone, ...rest } = withField('peersApi', 'mastodon');

    expect(refusedOf(rest)).toEqual(['examplepub.profile.basis[1].fields: peersApi is not stated here']);
  });

  test('what nobody read in the source itself, where a failure would rest on it', () => {
    expect(refusedOf(withField('fingerprints', [sign], secondary))).toEqual([
      'examplepub.profile.basis[1].standing: examplepub.cookie is secondary, and failures would rest on it',
    ]);
    expect(refusedOf(withField('fingerprints', [{ ...sign, weight: 'weak' }], secondary))).toEqual([]);
    expect(refusedOf(withField('forkOf', 'mastodon', { standing: 'unverified' }))).toEqual([
      'examplepub.profile.basis[1].standing: forkOf is unverified, and failures would rest on it',
    ]);
    const [first] = aNewProfile()['basis'] as unknown[];
    expect(refusedOf(aNewProfile({ basis: [{ ...(first as object), ...secondary }] }))).toHaveLength(5);
    const constant = { pointer: '/configuration/x', value: 5, since: '1.0', weight: 'medium' };
    expect(refusedOf(withField('constants', [constant], secondary))).toHaveLength(1);
    expect(refusedOf(withField('constants', [{ ...constant, weight: 'weak' }], secondary))).toEqual([]);
  });

  test('a name that belongs to another, and a sign under the id of another', () => {
    expect(refusedOf(aNewProfile({ names: ['mastodon'] }))).toEqual([
      'examplepub.profile.names[0]: mastodon is the name of Mastodon',
    ]);
    expect(refusedSigns({ ...sign, id: 'mastodon.cookie' })).toEqual([
      'examplepub.profile.fingerprints[0].id: mastodon.cookie does not begin with the id of the software',
    ]);
    expect(refusedSigns(sign, sign)).toEqual([
      'examplepub.profile.fingerprints[1].id: examplepub.cookie is there twice',
    ]);
  });

  test('a fork of nothing, and of what stands below', () => {
    const { problems } = readFile({
      examplefork: { profile: { ...withField('forkOf', 'examplepub'), names: ['examplefork'] } },
      examplepub: { profile: aNewProfile() },
    });

    expect(problems).toMatchObject([{ path: 'examplefork.profile.forkOf' }]);
  });

  test('a new server without what it was forked from, and one with the id that says nothing', () => {
    const { forkOf: _untold, ...rest } = aNewProfile();
    const fields = ['names', 'licence', 'instanceApi', 'repositories'];
    const profile = { ...rest, basis: [{ fields, source: 'https://x.example/', readAt: '2026-11-20' }] };

    expect(refusedOf(profile)).toEqual(['examplepub.profile.forkOf: nothing says what it was forked from']);
    expect(refusedOf({ ...profile, part: 'front-end' })).toEqual([]);
    expect(readFile({ none: { profile: aNewProfile() } }).problems).toMatchObject([{ says: 'is no id' }]);
  });

  test('a new server that leaves open whether its API is asked, or says so from hearsay', () => {
    const { instanceApi: _untold, ...rest } = aNewProfile();
    const said = (instanceApi: string) => {
      const fields = ['names', 'licence', 'forkOf', 'repositories'];
      const read = { source: 'https://x.example/', readAt: '2026-11-20' };
      return {
        ...rest,
        instanceApi,
        basis: [
          { fields, ...read },
          { fields: ['instanceApi'], ...read, ...secondary },
        ],
      };
    };
    const { instanceApi: _gone, ...open } = said('none');

    expect(refusedOf({ ...open, basis: open.basis.slice(0, 1) })).toEqual([
      'examplepub.profile.instanceApi: nothing says which API tells about an instance',
    ]);
    expect(refusedOf(said('none'))).toEqual([
      'examplepub.profile.basis[1].standing: instanceApi is secondary, and failures would rest on it',
    ]);
    expect(refusedOf(said('mastodon'))).toEqual([]);
  });

  test('a free licence without a repository', () => {
    const { repositories: _none, ...rest } = aNewProfile();
    const basis = [{ fields: basedFields, source: 'https://x.example/', readAt: '2026-11-20' }];

    expect(refusedOf({ ...rest, basis })).toEqual(['examplepub.profile.licence: no repository is named']);
    expect(refusedOf({ ...rest, basis, licence: 'LicenseRef-proprietary' })).toEqual([]);
  });

  test.each(['https://codeberg.org', 'https://codeberg.org/', 'https://git.town.example//?tab=all#top'])(
    'a whole host as a repository, for then the source of everybody would be its: %s',
    (url) =>
      expect(refusedOf(aNewProfile({ repositories: [{ url, role: 'canonical' }] }))).toEqual([
        `examplepub.profile.repositories[0].url: "${url}" is a whole host`,
      ]),
  );

  test('a whole forge as the address that stock builds offer, though a home page may be a whole host', () => {
    const offering = (stock: string) =>
      refusedOf(withField('offers', [{ place: 'page-link', path: '/', setBy: 'constant', stock }]));

    expect(offering('https://www.codeberg.org/')).toEqual([
      'examplepub.profile.offers[0].stock: "https://www.codeberg.org/" is a whole forge',
    ]);
    expect(offering('https://codeberg.org/examplepub')).toEqual([]);
    expect(offering('https://examplepub.example/')).toEqual([]);
  });

  test.each([
    ['agpl-3.0-only', 'has the AGPL in lower case'],
    ['MIT AND Agpl-3.0-or-later', 'has the AGPL in lower case'],
    ['GPL-3.0-only OR AGPL-3.0-only', 'leaves a choice between the AGPL and another licence'],
    ['AGPL-3.0-or-later OR (MIT AND Zlib)', 'leaves a choice between the AGPL and another licence'],
  ])('the licence %s, which %s', (licence, says) =>
    expect(refusedOf(aNewProfile({ licence }))).toEqual([`examplepub.profile.licence: "${licence}" ${says}`]),
  );

  test.each(['AGPL-3.0-or-later', 'AGPL-3.0-only AND MIT', 'GPL-3.0-or-later OR MIT'])(
    'but the licence %s it may',
    (licence) => expect(refusedOf(aNewProfile({ licence }))).toEqual([]),
  );

  test('an id that can be none, and one that was misspelt', () => {
    expect(readFile({ 'Example Pub': {} }).problems).toMatchObject([{ says: 'is no id' }]);
    expect(readFile({ mastodn: { releases: [] } }).problems).toMatchObject([
      { says: 'is no software that is known', fix: expect.stringContaining('did you mean mastodon?') },
    ]);
  });

  test.each([
    ['a kind that there is none of', { kind: 'regex', pattern: '(a+)+$' }],
    ['a header field that is not kept', { kind: 'header', name: 'x-secret', contains: 'examplepub' }],
    ['a text that is on every page', { kind: 'html', find: { comment: 'e' } }],
    ['an element that is on every page', { kind: 'html', find: { element: { tag: 'div' } } }],
    ['a path on another server', { kind: 'document', path: '//x.example/', contains: ['examplepub'] }],
    ['an address', { kind: 'path-status', path: 'https://x.example/', status: 200 }],
    ['half a digest', { kind: 'static-file', path: '/logo.png', sha256: 'abcdef' }],
  ])('a sign with %s', (_name, rest) => {
    const { id, weight } = sign;

    expect(refusedSigns({ id, weight, ...rest })).not.toEqual([]);
  });
});
