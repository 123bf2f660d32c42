import { describe, expect, test } from 'vitest';
import type { GitReferences } from '../../../crawler/forges/git-references.ts';
import { checkOf } from '../../../crawler/forges/source-facts.ts';
import type { WantedReference } from '../../../crawler/forges/wanted-references.ts';

const release: WantedReference = { kind: 'tag', names: ['v4.4.2+town', '4.4.2+town'] };
const build: WantedReference = { kind: 'commit', names: ['5ca1ab1e'] };

/** What the references of a repository say of a version. */
function said(references: Partial<GitReferences>, asked: Parameters<typeof checkOf>[0]['asked'] = {}) {
  const listed = { protocol: 'v2', tags: {}, tips: ['0'.repeat(40)], isWhole: true, ...references } as const;
  const facts = { url: 'https://forge.example/town/network', kind: 'repository', licence: 'agpl' } as const;
  const check = checkOf({ ...facts, state: 'reachable', asked, references: listed }, [release, build]);
  return check.references.map(({ state }) => state);
}

describe('a version in a repository', () => {
  test('is not there where there are tags, and none is its own', () => {
    expect(said({ tags: { 'v4.4.1+town': 'a'.repeat(40) } })).toEqual(['not-found', 'unknown']);
  });

  test('cannot be told by tags where nobody ever set one', () => {
    expect(said({ tags: {} })).toEqual(['unknown', 'unknown']);
  });

  test('is looked up by its commit, whether there are tags or not', () => {
    expect(said({ tags: {} }, { '5ca1ab1e': 'not-found' })).toEqual(['unknown', 'not-found']);
    expect(said({ tags: {}, tips: [`5ca1ab1e${'0'.repeat(32)}`] })).toEqual(['unknown', 'found']);
  });

  test('cannot be told by a list that was cut', () => {
    expect(said({ tags: { 'v4.4.1+town': 'a'.repeat(40) }, isWhole: false })).toEqual(['unknown', 'unknown']);
  });
});
