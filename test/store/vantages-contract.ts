import { expect, it } from 'vitest';
import type { Observation } from '../../model/observation.ts';
import type { Opened } from './engine/server-contract.ts';
import { aMissed, anObservation, host } from './examples.ts';

/** What every mode of the store has to do to tell vantages apart. */
export function vantagesContract(opened: () => Opened): void {
  const server = host('seen-from-afar.example');
  const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const seen = (vantage: string, hour: number, changes: Partial<Observation> = {}) =>
    anObservation({ server, vantage, scheduledAt: at(hour), startedAt: at(hour), ...changes });
  const near = seen('nearby', 9);
  const far = seen('afar', 6);
  const farTls = seen('afar', 4, { probe: 'tls' });
  const ids = (observations: readonly Observation[]) => observations.map(({ id }) => id);

  it('gives the newest observation of each probe from each vantage, whole', async () => {
    const { store, write } = opened();
    await write([seen('afar', 5), far, farTls, seen('nearby', 8), near]);
    await write([
      near,
      aMissed(at(10), { server, vantage: 'afar' }),
      seen('imported', 11, { replayed: true }),
      seen('nearby', 12, { server: host('other-than.example') }),
    ]);

    expect(await store.latestByVantage({ servers: [server] })).toStrictEqual([far, farTls, near]);
    expect(ids(await store.latestByVantage({ servers: [server], since: at(6) }))).toEqual(ids([far, near]));
    const older = (hour: number) => ({ probes: ['tls'], since: at(hour) });
    const withOlder = (hour: number) => ({ servers: [server], since: at(6), older: older(hour) });
    expect(ids(await store.latestByVantage(withOlder(4)))).toEqual(ids([far, farTls, near]));
    expect(ids(await store.latestByVantage(withOlder(5)))).toEqual(ids([far, near]));
    expect(ids(await store.latestByVantage({ servers: [server], until: at(5) }))).toEqual([
      seen('afar', 5).id,
      farTls.id,
    ]);
    const ofOne = { servers: [server], vantage: 'afar' };
    expect(ids(await store.latestByVantage(ofOne))).toEqual(ids([far, farTls]));
    expect(await store.latestByVantage({ servers: [] })).toEqual([]);
  });

  it('knows from where it ever looked, and since when not any more; what was replayed was not looked at', async () => {
    const { store } = opened();

    const known = new Map((await store.vantages()).map(({ vantage, scheduledAt }) => [vantage, scheduledAt]));

    expect([known.get('afar'), known.get('nearby')]).toEqual([at(10), at(12)]);
    expect(known.has('imported')).toBe(false);
  });
}
