import { describe, expect, it } from 'vitest';
import { reachOf } from '../../../analyzer/defederation/reach.ts';
import type { KnownPolicy } from '../../../model/policy.ts';
import { host } from '../../store/examples.ts';

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T00:00:00.000Z`;

function policy(observer: string, changes: Partial<KnownPolicy> = {}): KnownPolicy {
  return {
    observer: host(observer),
    source: 'api',
    origin: 'mastodon',
    partial: false,
    subject: { kind: 'host', host: host('social.example') },
    level: 'reject',
    native: 'suspend',
    obfuscated: false,
    covers: 'name',
    firstSeen: day(5),
    replayed: false,
    lastSeen: day(9),
    ...changes,
  };
}

const one = { host: host('one.example'), since: day(1), weight: 1 };
const two = { host: host('two.example'), since: day(1), weight: 3 };
const late = { host: host('late.example'), since: day(8), weight: 0 };

describe('the reach of a server', () => {
  it('falls when a peer begins to reject, and rises when it ends', () => {
    const policies = [policy('two.example', { endedAt: day(7) })];
    const reach = reachOf({ policies, changes: [] }, [one, two], [day(4), day(5), day(7)]);

    expect(reach.map(({ accepting, peers }) => [accepting, peers])).toEqual([
      [2, 2],
      [1, 2],
      [2, 2],
    ]);
    expect(reach[1]?.bySize).toBeCloseTo(1 / 4);
  });

  it('counts a peer only from its first reading on', () => {
    const reach = reachOf(
      { policies: [policy('late.example', { firstSeen: day(8) })], changes: [] },
      [one, late],
      [day(7), day(8)],
    );

    expect(reach.map(({ accepting, peers }) => [accepting, peers])).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it.each([
    ['a limit', { level: 'limit' }],
    ['an imported list', { source: 'list' }],
  ] as const)('is not cut by %s', (_what, changes) => {
    expect(
      reachOf({ policies: [policy('one.example', changes)], changes: [] }, [one], [day(9)])[0]?.accepting,
    ).toBe(1);
  });

  it('has no figure by size where nobody tells one, and none at all without peers', () => {
    expect(reachOf({ policies: [], changes: [] }, [late], [day(9)])).toEqual([
      { at: day(9), peers: 1, accepting: 1 },
    ]);
    expect(reachOf({ policies: [], changes: [] }, [], [day(9)])).toEqual([
      { at: day(9), peers: 0, accepting: 0 },
    ]);
  });
});
