import { describe, expect, test } from 'vitest';
import { builtInSoftware } from '../../../model/software/index.ts';
import { builtInKnowledge } from '../../../model/software-knowledge.ts';
import { aNewProfile, readExamplePub, readFile, withField } from './examples.ts';

const read = { source: 'https://town.example/', readAt: '2026-11-20' };
const alias = { names: ['townmastodon'], basis: [{ fields: ['names'], ...read }] };

describe('a software file', () => {
  test('adds software that is not known', () => {
    const { knowledge, added, changed, problems } = readExamplePub(aNewProfile());

    expect({ added, changed, problems }).toEqual({ added: ['examplepub'], changed: [], problems: [] });
    expect(knowledge.software.profileOf({ name: 'ExamplePub' })).toMatchObject({
      ...{ id: 'examplepub', family: 'examplepub', part: 'server', instanceApi: 'none' },
      ...{ licence: 'AGPL-3.0-only', networkClause: true, fingerprints: [] },
    });
    expect(knowledge.software.profileOf({ name: 'ExamplePub' })).not.toHaveProperty('forkOf');
    expect(builtInSoftware.profileOf({ name: 'ExamplePub' })).toBeUndefined();
  });

  test('changes software that is known, and leaves the rest of it as it is', () => {
    const { knowledge, changed } = readFile({ mastodon: { profile: alias } });
    const { names, basis, ...rest } = builtInSoftware.profileWithId('mastodon')!;
    const now = knowledge.software.profileWithId('mastodon');

    expect(changed).toEqual(['mastodon']);
    expect(now).toEqual({ ...rest, names: [...names, 'townmastodon'], basis: [...basis, ...alias.basis] });
    expect(knowledge.software.profileOf({ name: 'townmastodon' })).toBe(now);
  });

  test('replaces a sign of ours by one of the same id', () => {
    const before = builtInSoftware.profileWithId('mastodon')!.fingerprints;
    const sign = { id: before[0]!.id, kind: 'cookie', name: 'town_cookie', weight: 'weak' };
    const profile = { fingerprints: [sign], basis: [{ fields: [sign.id], ...read }] };
    const now = readFile({ mastodon: { profile } }).knowledge.software.profileWithId('mastodon');

    expect(now?.fingerprints).toEqual([sign, ...before.slice(1)]);
  });

  test('takes the licence as it is now, and what follows from it', () => {
    const profile = { licence: 'MIT', basis: [{ fields: ['licence'], ...read }] };
    const now = readFile({ mastodon: { profile } }).knowledge.software.profileWithId('mastodon');

    expect(now).toMatchObject({ licence: 'MIT', networkClause: false });
  });

  test('has forks of what stands above them, of the same family', () => {
    const fork = withField('forkOf', 'examplepub');
    const { knowledge, problems } = readFile({
      examplepub: { profile: aNewProfile() },
      examplefork: { profile: { ...fork, names: ['examplefork'] } },
    });

    expect(problems).toEqual([]);
    expect(knowledge.software.profileWithId('examplefork')?.family).toBe('examplepub');
  });

  test('has forks whose APIs are those of their parent, unless they say otherwise', () => {
    const { instanceApi: _untold, ...fork } = aNewProfile({ forkOf: 'mastodon' });
    const basis = [{ fields: ['names', 'licence', 'forkOf', 'repositories'], ...read }];
    const apisOf = (profile: unknown) => {
      const { knowledge, problems } = readExamplePub(profile);
      const { instanceApi, peersApi } = knowledge.software.profileWithId('examplepub') ?? {};
      return { instanceApi, peersApi, problems };
    };

    expect(apisOf({ ...fork, basis })).toEqual({
      instanceApi: 'mastodon',
      peersApi: 'mastodon',
      problems: [],
    });
    expect(apisOf(withField('forkOf', 'mastodon'))).toMatchObject({ instanceApi: 'none', problems: [] });
  });

  test('is not refused as a whole for what is wrong with one software', () => {
    const { added, changed, news, problems } = readFile({
      mastodon: { profile: alias, advisories: [] },
      misskey: { profile: { ...alias, color: 'green' } },
      examplepub: { profile: aNewProfile() },
      lemmy: { releases: [{ version: '0.19.20', readAt: '2026-11-20', source: 'https://x.example/' }] },
    });

    expect({ added, changed, news }).toEqual({
      added: ['examplepub'],
      changed: ['mastodon'],
      news: ['lemmy'],
    });
    expect(problems).toMatchObject([{ path: 'misskey.profile.color', says: 'is not a known key' }]);
  });

  test('keeps the news of software that is known where only its profile is refused', () => {
    const releases = [{ version: '9.0.0', readAt: '2026-11-20', source: 'https://x.example/' }];
    const misspelt = { ...alias, color: 'green' };
    const taken = { names: ['misskey'], basis: alias.basis };
    const counting = [misspelt, taken].map((profile) => readFile({ mastodon: { releases, profile } }));

    for (const { news, changed, problems } of counting) {
      expect({ news, changed }).toEqual({ news: ['mastodon'], changed: [] });
      expect(problems).toHaveLength(1);
    }
    expect(readFile({ mastodon: { releases, relases: releases } }).news).toEqual([]);
    expect(readFile({ examplepub: { releases, profile: misspelt } }).news).toEqual([]);
  });

  test.each([[undefined], [null], [{}]])('that is %j changes nothing', (given) => {
    const { problems, knowledge } = readFile(given);

    expect(problems).toEqual([]);
    expect(knowledge.software).toBe(builtInKnowledge.software);
  });

  test('of another shape is refused', () =>
    expect(readFile(['mastodon']).problems).toMatchObject([
      { path: '', says: '["mastodon"] is no mapping of keys' },
    ]));
});
