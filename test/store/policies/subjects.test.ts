import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Host } from '../../../model/host.ts';
import { openEmbedded } from '../../../store/engine/embedded.ts';
import type { Engine } from '../../../store/engine/engine.ts';
import { knownMigrations, migrate } from '../../../store/migrations.ts';
import { storeOver } from '../../../store/open.ts';
import { subjectKeys } from '../../../store/policies/policy-match.ts';
import { aServer, clock, host, keptLog } from '../examples.ts';
import { temporaryDirectory } from '../temporary.ts';

const first = 49;
const servers = ['own.example', 'sub.own.example', 'a.b.own.co.test', 'short.test'].map(host);
const [own, sub, deep, short] = servers as [Host, Host, Host, Host];

let engine: Engine;
beforeAll(async () => {
  engine = await openEmbedded(await temporaryDirectory());
});
afterAll(() => engine.close());

it('keeps the names of hosted servers with them, also of those that were there before it did', async () => {
  const deps = { log: keptLog(), clock, dialect: {} };
  const before = knownMigrations().filter(({ version }) => version < first);
  await migrate(engine, before, deps);
  const store = storeOver(engine, clock);
  const hosted = (name: Host) => aServer(name, { role: 'hosted' });
  await store.enrol([hosted(own), hosted(deep), aServer('peer.example')]);

  await migrate(engine, knownMigrations(), deps);
  await store.enrol([hosted(sub), hosted(short)]);
  expect(await subjects()).toEqual(named(servers));

  await store.dismiss([own]);
  expect(await subjects()).toEqual(named([sub, deep, short]));
});

async function subjects(): Promise<ReadonlySet<string>> {
  const sql = `SELECT concat(host, ' ', arrayJoin(subjects.2)) AS line FROM hosted_servers FINAL
    WHERE left_at IS NULL AND role = 'hosted'`;
  return new Set((await engine.rows<{ line: string }>({ sql })).map(({ line }) => line));
}

function named(hosts: readonly Host[]): ReadonlySet<string> {
  return new Set(hosts.flatMap((name) => subjectKeys(name).map((key) => `${name} ${key}`)));
}
