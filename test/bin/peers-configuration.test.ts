import { describe, expect, it } from 'vitest';
import { sharedBudgets } from '../../bin/net-options.ts';
import { controlHosts, optedOut, ownPaces, watchedServers } from '../../bin/watched.ts';
import { type Configuration, configurationSchema } from '../../model/configuration.ts';

const since = '2026-01-01T00:00:00.000Z';

function configured(changes: Record<string, unknown> = {}): Configuration {
  return configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    hosted: [{ domain: 'ours.example' }],
    peers: { seeds: ['a.example', 'quiet.example'], exclude: ['quiet.example', 'ours.example'] },
    ...changes,
  });
}

describe('a configuration', () => {
  it('never has us visit a peer that opted out, nor ask it whether we are online', () => {
    const configuration = configured();

    expect(watchedServers(configuration, since).map(({ host }) => host)).toEqual([
      'ours.example',
      'a.example',
    ]);
    expect(optedOut(configuration)).toEqual(['quiet.example']);
    expect(controlHosts(configuration)).toEqual(['monitor.example', 'ours.example', 'a.example']);
  });

  it('may name who tells whether we are online', () => {
    expect(controlHosts(configured({ control: ['uplink.example'] }))).toEqual(['uplink.example']);
  });

  it('has budgets for what hosts share that follow from the manners at one peer', () => {
    const { budgets } = configured().crawler;
    expect(sharedBudgets(budgets)).toMatchObject({
      address: { requestsPerSecond: 5, atOnce: 4 },
      domain: { requestsPerSecond: 2, atOnce: 2 },
      cdnAddress: { requestsPerSecond: 50, atOnce: 32 },
    });
    const said = configured({
      crawler: { budgets: { domain: { atOnce: 1 }, address: { requestsPerSecond: 3 } } },
    });
    expect(sharedBudgets(said.crawler.budgets)).toMatchObject({
      address: { requestsPerSecond: 3, atOnce: 4 },
      domain: { requestsPerSecond: 2, atOnce: 1 },
    });
  });

  it('may give a server a pace of its own', () => {
    const configuration = configured({
      hosted: [
        { domain: 'ours.example', interval: '30s', cadence: { D: '1h' } },
        { domain: 'plain.example' },
      ],
      peers: { overrides: [{ domain: 'small.example', interval: '6h' }] },
    });

    expect(ownPaces(configuration)).toEqual(
      new Map([
        ['ours.example', { intervalMs: 30_000, cadence: { D: 3_600_000 } }],
        ['small.example', { intervalMs: 21_600_000 }],
      ]),
    );
  });

  it.each([
    ['a peer too often', [{ domain: 'small.example', interval: '1m' }], 'is too often for servers'],
    ['a hosted server', [{ domain: 'ours.example', interval: '1h' }], 'is hosted; set its pace there'],
    ['a peer twice', [{ domain: 'a.example' }, { domain: 'a.example' }], 'is listed twice'],
  ])('may not visit %s by an override', (_what, overrides, says) => {
    expect(() => configured({ peers: { overrides } })).toThrow(says);
  });

  it('may do so in a lab, where nobody else lives', () => {
    const overrides = [{ domain: 'small.fedi.test', interval: '1s' }];
    const lab = { connectTo: { '*.fedi.test': '127.0.0.1:8443' } };

    expect(ownPaces(configured({ peers: { overrides }, lab })).size).toBe(1);
  });
});
