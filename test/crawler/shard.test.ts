import { describe, expect, test } from 'vitest';
import { isInShard, shardIndex, shardOf } from '../../crawler/shard.ts';
import { hostNamed } from '../visiting.ts';

const hosts = Array.from({ length: 10_000 }, (_, number) => hostNamed(`social${number}.example`));

function owners(count: number): readonly number[] {
  return hosts.map((host) => shardIndex(host, count));
}

describe('the shards of a fleet of crawlers', () => {
  test('give every host to exactly one crawler', () => {
    const shards = ['0/3', '1/3', '2/3'].map(shardOf);

    const claims = hosts.map((host) => shards.filter((shard) => isInShard(host, shard)).length);

    expect(new Set(claims)).toEqual(new Set([1]));
  });

  test('give every crawler its share', () => {
    const loads = [...Map.groupBy(owners(8), (owner) => owner).values()].map((own) => own.length);

    expect(loads).toHaveLength(8);
    expect(Math.max(...loads)).toBeLessThan(1_250 * 1.1);
    expect(Math.min(...loads)).toBeGreaterThan(1_250 * 0.9);
  });

  test.each([1, 2, 4, 9])('a crawler beside %i others takes its share, and nothing else moves', (count) => {
    const before = owners(count);
    const after = owners(count + 1);

    const moved = after.filter((owner, at) => owner !== before[at]);

    expect(new Set(moved)).toEqual(new Set([count]));
    expect(Math.abs(moved.length / hosts.length - 1 / (count + 1))).toBeLessThan(0.02);
  });

  test('stay what they are from release to release', () => {
    const names = ['mastodon.social', 'lemmy.world', 'misskey.io', 'pixelfed.social'].map(hostNamed);

    expect(names.map((host) => shardIndex(host, 5))).toEqual([1, 3, 0, 0]);
  });
});
