import { expect, it } from 'vitest';
import type { Observation } from '../../model/observation.ts';
import type { Opened } from './engine/server-contract.ts';
import { aMissed, anObservation, aServer, host } from './examples.ts';

/** What every mode of the store tells of what is newest. */
export function latestContract(opened: () => Opened): void {
  it('has the newest observation of each probe as the latest, and a missed one only where there is no other', async () => {
    const { store, write } = opened();
    const server = host('latest.example');
    const older = anObservation({ server, scheduledAt: '2026-11-19T10:00:00.000Z' });
    const newer = anObservation({ server, scheduledAt: '2026-11-20T10:00:00.000Z', replayed: true });
    const missed = aMissed('2026-11-21T10:00:00.000Z', { server });
    const neverSeen = aMissed('2026-11-21T10:00:00.000Z', { server, probe: 'tls' });
    await write([newer]);
    await write([missed, neverSeen]);
    await write([older]);

    expect(await store.latest([server])).toStrictEqual([newer, neverSeen]);
    expect((await store.latest()).filter((one) => one.server === server)).toStrictEqual([newer, neverSeen]);
  });

  it('takes the later schedule of two that started at once', async () => {
    const { store, write } = opened();
    const server = host('tie.example');
    const [first, second] = ['2026-11-20T10:00:00.000Z', '2026-11-20T10:00:00.001Z'].map((scheduledAt) =>
      anObservation({ server, scheduledAt }),
    );
    await write([second!, first!]);

    expect(await store.latest([server])).toStrictEqual([second]);
  });

  it('takes of one slot at two vantages what was written last, merged or not', async () => {
    const { store, write } = opened();
    const server = host('slot.example');
    const near = anObservation({ server });
    const far = anObservation({ server, vantage: 'far' });
    await write([near]);
    await write([far]);

    expect(await store.latest([server])).toStrictEqual([far]);
    await write([near]);
    expect(await store.latest([server])).toStrictEqual([near]);
  });

  it('takes what was written last of one slot also where older ones are looked through', async () => {
    const { store, write } = opened();
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    const [ahead, slot] = [at(86_400_000), at(-60_000)];
    for (const vantages of [
      ['near', 'far'],
      ['far', 'near'],
    ]) {
      const server = host(`${vantages.join('-')}.example`);
      const [first, second] = vantages.map((vantage) =>
        anObservation({ server, vantage, scheduledAt: slot, startedAt: slot }),
      );
      await write([anObservation({ server, scheduledAt: ahead, startedAt: ahead })]);
      await write([first!]);
      await write([second!]);

      expect(await store.latest([server])).toStrictEqual([second]);
      expect(await store.latestBefore(server, slot)).toStrictEqual([second]);
    }
  });

  it('takes what is dated a day ahead for the present only where there is nothing else', async () => {
    const { store, write } = opened();
    const server = aServer('ahead.example', { role: 'hosted' });
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    const ahead = anObservation({ server: server.host, scheduledAt: at(86_400_000), consent: 'hosted' });
    await store.enrol([server]);
    await write([ahead]);
    expect(await store.latest([server.host])).toStrictEqual([ahead]);
    const real = [-2_000, -1_000].map((ms) =>
      anObservation({ server: server.host, scheduledAt: at(ms), consent: 'unproven' }),
    );
    await write(real);

    expect(await store.latest([server.host])).toStrictEqual([real[1]]);
    const { newest, servers } = await store.latestInTurn([server.host]);
    expect({ newest, servers: [...servers] }).toEqual({ newest: real[1]?.startedAt, servers: [[real[1]]] });
    const last = (await store.lastScheduled('local')).filter((one) => one.server === server.host);
    expect(last).toMatchObject([{ scheduledAt: real[1]?.scheduledAt }]);
    expect(await store.lastScheduled('local', [server.host])).toStrictEqual(last);
  });

  it('gives the latest of some servers one after the other, as it gives them at once', async () => {
    const { store, write } = opened();
    const servers = ['turn.example', 'turn.test', 'a.turn.example'].map(host);
    const at = (hour: string) => `2026-11-20T${hour}:00:00.000Z`;
    const seen = (hour: string, changes: Partial<Observation> = {}) =>
      servers.map((server) =>
        anObservation({ server, scheduledAt: at(hour), startedAt: at(hour), ...changes }),
      );
    await write([...seen('08'), ...seen('11', { probe: 'tls', data: { name: 'Ünïcødé 🐘\n' } })]);
    await write(seen('10').slice(1));
    const asked = [...servers, host('never.example')];

    const { newest, servers: inTurn } = await store.latestInTurn(asked);
    const each = [...inTurn];
    expect(newest).toBe(at('11'));
    expect(each.map((own) => own.map(({ server }) => server))).toEqual(
      servers.toSorted().map((server) => [server, server]),
    );
    expect(each.flat()).toStrictEqual(await store.latest(asked));
    expect([...inTurn]).toEqual([]);
  });

  it('gives the latest of no server, of unknown ones and of more than one question takes', async () => {
    const { store, write } = opened();
    const strangers = Array.from({ length: 450 }, (_, n) => host(`turn${n}.example`));
    const read = async (servers: Parameters<typeof store.latestInTurn>[0]) => {
      const { newest, servers: inTurn } = await store.latestInTurn(servers);
      return { newest, servers: [...inTurn] };
    };
    expect(await read([])).toEqual({ newest: undefined, servers: [] });
    expect(await read(strangers.slice(0, 2))).toEqual({ newest: undefined, servers: [] });
    const known = anObservation({ server: strangers[449]! });
    await write([known]);

    expect(await read(strangers)).toEqual({ newest: known.startedAt, servers: [[known]] });
  });
}
