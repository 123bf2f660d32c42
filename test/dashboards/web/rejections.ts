import { anObservation, aServer, host } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { ago, fleet } from './fleet.ts';
import { storeWith } from './site.ts';

/** The hosted server that some peers reject or limit. */
export const own = 'social.example';
const day = 86_400;

const peers = Array.from({ length: 12 }, (_, at) => `reads-${String(at).padStart(2, '0')}.example`);

/** A peer of a size; its active users are what its NodeInfo says. */
function sized(name: string, usersActiveMonth: number) {
  const document = { ok: true, data: { software: { name: 'mastodon' }, usersActiveMonth } };
  const at = ago(60);
  return anObservation({ server: host(name), scheduledAt: at, startedAt: at, data: { document } });
}

/** The visit that read the list of the first. */
export const reading = anObservation({
  server: host('reads-00.example'),
  probe: 'policies',
  scheduledAt: ago(60),
  startedAt: ago(60),
});

/** The fleet, and twelve peers that all reject an island; two of them reject or limit `own` since this week. It was counted. */
export async function storeWithRejections() {
  const { servers, observations, findings } = fleet();
  const stored = await storeWith({
    servers: [...servers, ...[...peers, 'island.example'].map((name) => aServer(name))],
    observations: [
      ...observations,
      sized('reads-00.example', 100),
      sized('reads-01.example', 10_000),
      reading,
    ],
    findings,
  });
  const readAt = (seconds: number) => ({ readAt: ago(seconds) });
  const island = against('island.example');
  await stored.store.recordPolicies([
    ...peers.map((name) => aList(name, 1, [island], readAt(20 * day))),
    aList('island.example', 1, [against('reads-03.example')], readAt(20 * day)),
    aList('peer-three.example', 1, [], { ...readAt(day), state: 'hidden', digest: '' }),
  ]);
  await stored.store.recordPolicies(peers.map((name) => aList(name, 1, [island], readAt(19 * day))));
  await stored.store.recordPolicies([
    aList('reads-00.example', 1, [island, against(own, 'reject', { reason: '=HYPERLINK("x") <script>' })], {
      ...readAt(3 * day),
      replayed: true,
    }),
    aList('reads-02.example', 1, [island, against(own, 'limit')], readAt(2 * day)),
  ]);
  await stored.store.tallyNetwork({ at: ago(5), isWanted: () => true });
  return stored;
}
