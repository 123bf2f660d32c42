import { step } from '../../../analyzer/alerts/step.ts';
import { instant } from '../../../model/clock.ts';
import { openReviewLog } from '../../../store/review-log.ts';
import { aSignal } from '../../analyzer/alerts/timeline.ts';
import { chain } from '../../model/reviews.ts';
import { aServer, host, sha256 } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { temporaryDirectory } from '../../store/temporary.ts';
import { ago, fleet, now } from './fleet.ts';
import { evidence, hostile, hostileFleet, hostileRules, server } from './hostile.ts';
import { depsOf, siteOf, storeWith } from './site.ts';

type Stored = Awaited<ReturnType<typeof storeWith>>;

const day = 86_400;
const label = 'a'.repeat(60);
/** As long as a host can be. */
const longest = host(`${label}.${label}.${label}.${label}.example`);
const incident = sha256('incident');

/** An alert and an incident of which every text is hostile; the id of the alert. */
async function recordAlerts(store: Stored['store']): Promise<string> {
  const alerting = { forMs: 0, keepFiringForMs: 0, limit: 20 };
  const labels = { server, peer: hostile };
  const signal = aSignal({ labels, because: hostile, observedAt: ago(34), since: ago(600), alerting });
  const asked = new Map([[signal.rule, undefined]]);
  const made = step([], [signal], { nowMs: now, asked, silence: () => undefined });
  const members = made.followed.map((one) => one.alert.id);
  const cause = { kind: 'software', value: hostile } as const;
  const incidents = [{ id: incident, cause, startedAt: ago(600), joinedAt: ago(600), members }];
  await store.recordAlertPass({ pass: 1, at: instant(now), ...made, incidents });
  return members[0] ?? '';
}

async function hostileStore(): Promise<Stored> {
  const [usual, bad] = [fleet(), hostileFleet()];
  const strangers = [
    aServer(longest, { role: 'hosted', customer: 'x'.repeat(10_000) }),
    aServer('rtl.example', { role: 'hosted', customer: 'بلدية المدينة القديمة \u202e gnp.exe' }),
  ];
  return storeWith(
    {
      servers: [...usual.servers, ...bad.servers, ...strangers],
      observations: [...usual.observations, ...bad.observations],
      findings: [...usual.findings, ...bad.findings],
    },
    [evidence],
  );
}

async function recordLists({ store }: Stored): Promise<void> {
  const entry = against(server, 'reject', { reason: `${hostile} ${'y'.repeat(400)}`.slice(-500) });
  await store.recordPolicies([aList('peer-one.example', 1, [], { readAt: ago(20 * day) })]);
  const entries = [entry, against(longest)];
  await store.recordPolicies([aList('peer-one.example', 1, entries, { readAt: ago(2 * day) })]);
  // In the week that is over: its page has these changes, that of this week does not exist yet.
  for (const [days, said] of [
    [20, []],
    [9, entries],
  ] as const)
    await store.recordPolicies([aList('peer-two.example', 1, said, { readAt: ago(days * day) })]);
}

/** A site over a store full of hostile texts, and the alert that it has. */
export async function openHostileSite() {
  const stored = await hostileStore();
  await recordLists(stored);
  const alert = await recordAlerts(stored.store);
  const clock = { now: () => now, elapsed: () => 0 };
  const directory = await temporaryDirectory();
  const log = await openReviewLog({ rows: stored.store, chain, directory, clock, isRunning: () => false });
  const monitor = { name: hostile, contact: hostile, vantage: hostile };
  const hosted = [{ host: server, customer: hostile, isPublic: true }];
  const site = await siteOf(depsOf(stored.store, { rules: hostileRules, monitor, reviews: log, hosted }));
  const close = async () => {
    await site.close();
    await log.close();
    await stored.close();
  };
  return { site, alert, close };
}

export type HostileSite = Awaited<ReturnType<typeof openHostileSite>>;

const observation = encodeURIComponent(hostileFleet().observations[0]?.id ?? '');

/** Every page, with what is worst in this store. */
export const pages = [
  '/',
  '/alerts',
  '/alerts/:alert',
  `/incidents/${incident}`,
  `/servers/${server}`,
  `/servers/${longest}`,
  `/servers/${server}/licence`,
  '/servers/peer-one.example',
  '/relations',
  `/relations/${server}/peer-one.example`,
  '/defederation',
  '/defederation/weeks',
  `/servers/${server}/defederation`,
  '/reviews',
  '/findings/trust-safety',
  '/findings/legal',
  '/boards',
  '/boards/now',
  '/boards/server',
  '/boards/relations',
  '/boards/defederation',
  '/boards/licence',
  '/boards/ourselves',
  '/audit',
  `/status/${server}`,
  '/rules',
  '/rules/actor.vary',
  `/observations/${observation}`,
  '/ourselves',
  '/search?q=example',
  '/about',
];
