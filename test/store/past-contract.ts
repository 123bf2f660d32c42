import { expect, it } from 'vitest';
import type { Opened } from './engine/server-contract.ts';
import { aMissed, anObservation, asEarlier, host } from './examples.ts';

/** What every mode of the store tells of the past. */
export function pastContract(opened: () => Opened): void {
  it('gives past observations with data, newest first, up to a number of each probe and back to an instant', async () => {
    const { store, write } = opened();
    const servers = [host('past.example'), host('past.test')];
    const dated = (day: string) => `2026-11-${day}T10:00:00.000Z`;
    await write(
      servers.flatMap((server) =>
        ['01', '02', '03', '04'].map((day) => anObservation({ server, scheduledAt: dated(day) })),
      ),
    );
    await write(servers.map((server) => aMissed('2026-11-05T10:00:00.000Z', { server })));
    const order = { servers, probes: ['nodeinfo'], since: dated('02') };
    const read = async (each: number) =>
      (await store.past({ ...order, each })).map((row) => [row.server, row.scheduledAt.slice(8, 10)]);

    const both = (server: string) => ['04', '03'].map((day) => [server, day]);
    expect(await read(2)).toEqual(servers.flatMap(both));
    expect((await read(9)).filter(([server]) => server === servers[0])).toHaveLength(3);
    expect(await store.past({ ...order, servers: [], each: 9 })).toEqual([]);
    await write(servers.map((server) => anObservation({ server, probe: 'tls', scheduledAt: dated('03') })));
    const fromAfar = (day: string) =>
      anObservation({ server: servers[0]!, vantage: 'afar', scheduledAt: dated(day) });
    await write([fromAfar('02'), fromAfar('03')]);
    const apart = [...(await store.earlier({ ...order, servers: [servers[0]!], each: 1, byVantage: true }))];
    expect(apart.map(({ vantage, scheduledAt }) => [vantage === 'afar', scheduledAt.slice(8, 10)])).toEqual([
      [false, '04'],
      [true, '03'],
    ]);
    // The past of some probes is kept apart, that of others is not.
    for (const probes of [['nodeinfo'], ['tls'], ['nodeinfo', 'tls']]) {
      const asked = { ...order, probes, each: 2 };
      const bare = (await store.past(asked)).map(asEarlier);
      expect(new Set(bare.map(({ probe }) => probe))).toEqual(new Set(probes));
      expect([...(await store.earlier(asked))]).toStrictEqual(bare);
    }
  });
}
