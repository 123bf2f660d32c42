import { expect, it } from 'vitest';
import type { Observation } from '../../../model/observation.ts';
import type { Store } from '../../../store/store.ts';
import { aMissed, anObservation, aServer, clock, host } from '../examples.ts';

const cut = { limit: 10, offset: 0 };

/** What a contract's tests have open while they run. */
export interface Opened {
  readonly store: Store;
  write(observations: readonly Observation[]): Promise<void>;
}

/** What every mode of the store has to do about who is watched. */
export function serverContract(opened: () => Opened): void {
  it('does not list a server that left, keeps its history, and takes it back', async () => {
    const { store, write } = opened();
    const server = aServer('left.example', { customer: 'A' });
    const history = [anObservation({ server: server.host })];
    await store.enrol([server]);
    await write(history);
    const staying = (await store.servers()).map((one) => one.host).filter((name) => name !== server.host);
    await store.retire(staying);
    const left = [await store.servers(), await store.serversOf({ hosts: [server.host] }, cut)].flat();
    const kept = await store.history(server.host, 10);
    await store.enrol([{ ...server, watchedSince: '2026-11-21T00:00:00.000Z' }]);

    expect(left.map((one) => one.host)).toEqual(staying);
    expect(kept).toStrictEqual(history);
    expect(await store.serversOf({ hosts: [server.host] }, cut)).toEqual([{ ...server, consent: 'peer' }]);
  });

  it('reads hosted servers by themselves as it reads them among all', async () => {
    const { store, write } = opened();
    const hosted = ['proven.example', 'unseen.example', 'quits.example', 'turns.example'].map((name) =>
      aServer(name, { role: 'hosted', customer: 'A', expect: { software: 'mastodon' } }),
    );
    await store.enrol([...hosted, aServer('beside.example')]);
    await write([anObservation({ server: host('proven.example'), consent: 'hosted' })]);
    await store.dismiss([host('quits.example')]);
    await store.enrol([aServer('turns.example')]);
    const ours = (await store.servers()).filter(({ role }) => role === 'hosted');

    expect(ours.map((one) => one.host)).toEqual(expect.arrayContaining(['proven.example', 'unseen.example']));
    expect(ours.map((one) => one.host)).not.toContain('turns.example');
    expect(await store.hostedServers()).toEqual(ours);
  });

  it('tells who came and who left since a look, and of each server the newest change only', async () => {
    const { store } = opened();
    const servers = ['came.example', 'gone.example', 'back.example'].map((name) => aServer(name));
    const hosts = servers.map((server) => server.host);
    await store.enrol(servers);
    await store.dismiss(hosts.slice(1));
    await store.dismiss(hosts.slice(1));
    await store.enrol(servers.slice(2));
    const { came, left } = await store.rosterSince(undefined);
    const since = (await store.rosterSince(undefined)).until;

    expect(came.filter((server) => hosts.includes(server.host)).map((server) => server.host)).toEqual([
      'back.example',
      'came.example',
    ]);
    expect(came).toContainEqual({ ...servers[0], consent: 'peer' });
    expect(left).toContain('gone.example');
    expect(left).not.toContain('back.example');
    expect(Date.parse(since)).toBeLessThan(clock.now());
    expect((await store.rosterSince('2999-01-01T00:00:00.000Z')).came.length).toBe(came.length);
  });

  it('keeps when a server was first watched, and replaces the rest', async () => {
    const { store } = opened();
    const first = aServer('enrolled.example', { customer: 'First' });
    const second = aServer('enrolled.example', {
      role: 'hosted',
      watchedSince: '2026-11-11T00:00:00.000Z',
    });
    await store.enrol([first]);
    await store.enrol([second]);
    await store.enrol([first]);
    await store.enrol([second]);

    const standing = (await store.servers()).filter(({ host: name }) => name === first.host);
    const expected = { ...second, watchedSince: first.watchedSince, consent: 'unproven' };
    expect(standing).toStrictEqual([expected]);
  });

  it('shows a server with the consent its newest observation was made under', async () => {
    const { store, write } = opened();
    const server = aServer('consent.example', { role: 'hosted' });
    await store.enrol([server]);
    await write([
      anObservation({ server: server.host, consent: 'unproven' }),
      anObservation({ server: server.host, consent: 'hosted', scheduledAt: '2026-11-20T11:00:00.000Z' }),
      aMissed('2026-11-20T12:00:00.000Z', { server: server.host, consent: 'unproven' }),
    ]);

    expect(await store.servers()).toContainEqual({ ...server, consent: 'hosted' });
    expect(await store.servers([server.host, host('nobody.example')])).toEqual([
      { ...server, consent: 'hosted' },
    ]);
    expect(await store.servers([])).toEqual([]);
  });
}
