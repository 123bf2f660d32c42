import { describe, expect, it } from 'vitest';
import { profiles } from '../../../model/software/index.ts';
import type { CorpusServer } from './server.ts';
import { coreCorpus } from './servers.ts';
import { imitated, otherLicences } from './software.ts';
import { describeVerdicts } from './verdicts.ts';

const servers = coreCorpus();

/** States of a software, by the name of its servers. */
function statesOf(id: string): ReadonlySet<CorpusServer['state']> {
  const own = servers.filter(({ name, state }) => state !== 'near-miss' && name.endsWith(`-${id}`));
  return new Set(own.map(({ state }) => state));
}

describe('the corpus of licences', () => {
  const known = profiles.filter(({ part }) => part === 'server');

  it('has every software under the AGPL in three states at least', () => {
    const bound = known.filter(({ networkClause }) => networkClause).map(({ id }) => id);

    expect(imitated.map(({ id }) => id).toSorted()).toEqual(bound.toSorted());
    expect(bound.filter((id) => statesOf(id).size < 3)).toEqual([]);
  });

  it('has every software under another licence', () => {
    const others = known.filter(({ networkClause }) => !networkClause).map(({ id }) => id);

    expect(otherLicences.map(([id]) => id).toSorted()).toEqual(others.toSorted());
  });

  it.each([
    ['stock', 15],
    ['own-repository', 15],
    ['upstream-link', 15],
    ['concealed', 15],
    ['no-offer', 15],
    ['old-archive', 15],
    ['absent-version', 15],
    ['unreachable', 15],
    ['unobservable', 15],
    ['near-miss', 30],
  ] as const)('has servers that are %s: %i or more', (state, least) => {
    expect(servers.filter((server) => server.state === state).length).toBeGreaterThanOrEqual(least);
  });
});

describeVerdicts(servers);
