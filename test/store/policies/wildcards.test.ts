import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../store/open.ts';
import type { Store } from '../../../store/store.ts';
import { aServer, clock, host, keptLog } from '../examples.ts';
import { storeDirectory } from '../furnished.ts';
import { against, aList } from './lists.ts';

const servers = ['own.example', 'sub.own.example', 'notown.example', 'own.co.test'].map(host);
const [own, sub, not, test] = servers;
/** By wildcard and software: whom it means. */
const meant = [
  ['*own.example', 'friendica', [own, sub, not]],
  ['*own.example', 'mitra', [own, sub, not]],
  ['*own.example', 'pleroma', []],
  ['*own.example', 'piefed', []],
  ['*.own.example', 'friendica', [sub]],
  ['*.own.example', 'mastodon', [sub]],
  ['*.own.example', 'pleroma', [own, sub]],
  ['*.own.example', 'akkoma', [own, sub]],
  ['*.example', 'friendica', [own, sub, not]],
  ['*.example', 'akkoma', [own, sub, not]],
  ['*.example', 'mastodon', []],
  ['*wn.co.test', 'friendica', [test]],
  ['own.*', 'friendica', [own, test]],
  ['own.*', 'pleroma', [own, test]],
  ['own.*', 'akkoma', [own, sub, test]],
  ['own.*', 'mastodon', []],
  ['own.co.*', 'akkoma', [test]],
  ['*', 'friendica', []],
  ['*own', 'friendica', []],
  ['*own.example.org', 'friendica', []],
] as const;
const observerOf = (at: number) => `peer-${at}.example`;
const mean = (pattern: string) => against('x.example', 'reject', { subject: { kind: 'pattern', pattern } });
const byPeer = <T extends readonly [unknown, string]>(rows: readonly T[]) =>
  meant.map((_, at) => rows.filter(([, observer]) => observer === observerOf(at)).map(([server]) => server));
const expected = meant.map(([, , whom]) => whom);

let store: Store;
beforeAll(async () => {
  store = await openStore({ path: await storeDirectory() }, { log: keptLog(), clock });
  await store.enrol(servers.map((name) => aServer(name, { role: 'hosted' })));
  for (const day of [1, 2])
    await store.recordPolicies(
      meant.map(([pattern, origin], at) =>
        aList(observerOf(at), day, day === 1 ? [] : [mean(pattern)], { origin, covers: 'name' }),
      ),
    );
});
afterAll(() => store.close());

/** In the order of `servers`. */
const select = async (view: string) => {
  const sql = `SELECT server, observer FROM ${view} ORDER BY indexOf({servers:Array(String)}, server)`;
  const rows = await store.select<{ server: string; observer: string }>({ sql, parameters: { servers } });
  return rows.map(({ server, observer }) => [server, observer] as const);
};

describe('a wildcard on a list', () => {
  it('means whom the software of the list takes it for, to who asks about one server', async () => {
    const found = await Promise.all(
      servers.map(async (server) =>
        (await store.policiesAbout(server)).map(({ observer }) => [server, observer] as const),
      ),
    );

    expect(byPeer(found.flat())).toEqual(expected);
  });

  it('means the same servers to rules and panels, once each', async () => {
    expect(byPeer(await select('hosted_policies'))).toEqual(expected);
    expect(byPeer(await select('hosted_policy_changes'))).toEqual(expected);
  });

  it('means the same servers in what changed', async () => {
    const period = { since: '2025-11-01T10:00:00.000Z', until: '2025-11-03T10:00:00.000Z', limit: 500 };
    const { changes } = await store.policyChangesAbout(servers, period);
    const found = changes.map(({ server, change }) => [server, change.observer] as const);

    expect(byPeer(found).map((whom) => whom.toSorted())).toEqual(expected.map((whom) => whom.toSorted()));
  });
});
