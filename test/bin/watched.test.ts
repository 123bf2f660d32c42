import { describe, expect, it } from 'vitest';
import { watchedServers } from '../../bin/watched.ts';
import { configurationSchema } from '../../model/configuration.ts';

const since = '2026-11-22T00:00:00.000Z';
const seeds = Array.from({ length: 40 }, (_, number) => `peer${number}.example`);
const hosted = Array.from({ length: 10 }, (_, number) => ({ domain: `ours${number}.example` }));

function hosts(change: { readonly peers?: object; readonly shard?: string }): readonly string[] {
  const configuration = configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    hosted,
    peers: { seeds, ...change.peers },
    crawler: { shard: change.shard ?? '0/1' },
  });
  return watchedServers(configuration, since).map(({ host }) => host);
}

describe('who is watched', () => {
  it('is everyone, hosted servers first, without what is excluded and all names below it', () => {
    const peers = { seeds: ['a.quiet.example', 'quiet.example', 'loud.example'], exclude: ['quiet.example'] };

    expect(hosts({ peers })).toEqual([...hosted.map(({ domain }) => domain), 'loud.example']);
  });

  it('is shared by several crawlers, hosted servers too: each server has exactly one', () => {
    const shares = ['0/3', '1/3', '2/3'].map((shard) => hosts({ shard }));

    expect(shares.flat().toSorted()).toEqual(hosts({}).toSorted());
    for (const share of shares) {
      expect(share.some((host) => host.startsWith('ours'))).toBe(true);
      expect(share.some((host) => host.startsWith('peer'))).toBe(true);
    }
  });
});
