import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from '../../store/engine/embedded.ts';
import { type Engine, jsonLines } from '../../store/engine/engine.ts';
import { storeOver } from '../../store/open.ts';
import { aServer, clock, host } from './examples.ts';
import { storeDirectory } from './furnished.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEmbedded(await storeDirectory());
});
afterAll(() => engine.close());

it('has hosted servers apart, with what is known of them last, also when they become peers, leave and come back', async () => {
  const store = storeOver(engine, clock);
  const [stays, leaves, changes] = ['stays.example', 'leaves.example', 'changes.example'] as const;
  const hosted = (name: string, customer = 'Customer') => aServer(name, { role: 'hosted', customer });
  const now = async () =>
    (
      await engine.rows<{ line: string }>({
        sql: "SELECT concat(host, ' ', ifNull(customer, '')) AS line FROM hosted_servers FINAL WHERE role = 'hosted' AND left_at IS NULL ORDER BY host",
      })
    ).map(({ line }) => line);

  await store.enrol([hosted(stays), hosted(leaves), hosted(changes), aServer('peer.example')]);
  expect(await now()).toEqual([
    'changes.example Customer',
    'leaves.example Customer',
    'stays.example Customer',
  ]);

  await store.enrol([hosted(stays, 'Other'), aServer(changes)]);
  await store.dismiss([host(leaves)]);
  expect(await now()).toEqual(['stays.example Other']);

  await store.enrol([hosted(leaves), hosted(changes), hosted('peer.example')]);
  expect(await now()).toEqual([
    'changes.example Customer',
    'leaves.example Customer',
    'peer.example Customer',
    'stays.example Other',
  ]);
});

it('reads none as hosted that is a peer now, also where hosted servers apart are behind', async () => {
  const store = storeOver(engine, clock);
  const was = host('was-hosted.example');
  await store.enrol([aServer(was, { role: 'hosted' })]);
  await store.enrol([aServer(was)]);
  // The newest row counts: with this one it is as if the last had not come through.
  await engine.insert({
    table: 'hosted_servers',
    columns: ['host', 'role', 'updated_at'],
    body: jsonLines([{ host: was, role: 'hosted', updated_at: '2106-01-01 00:00:00.000' }]),
  });

  expect((await store.servers([was])).map(({ role }) => role)).toEqual(['peer']);
  expect((await store.hostedServers()).filter(({ host }) => host === was)).toEqual([]);
});
