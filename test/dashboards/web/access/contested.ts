import { step } from '../../../../analyzer/alerts/step.ts';
import { instant } from '../../../../model/clock.ts';
import { aSignal } from '../../../analyzer/alerts/timeline.ts';
import { host, sha256 } from '../../../store/examples.ts';
import { against, aList } from '../../../store/policies/lists.ts';
import { ago, type Fleet, fleet, now } from '../fleet.ts';
import { storeWith } from '../site.ts';

/** The server of the customer who reads, and that of another customer. */
export const own = host('stadt.example');
export const foreign = host('ville.example');

/** A store in which servers reject each other and alerts fire: of the customer alone, of another one alone, and of both together. `more`: what else is in it. */
export async function contestedStore(more: Partial<Fleet> = {}) {
  const usual = fleet();
  const { servers = [], observations = [], findings = [] } = more;
  const stored = await storeWith({
    servers: [...usual.servers, ...servers],
    observations: [...usual.observations, ...observations],
    findings: [...usual.findings, ...findings],
  });
  const { store } = stored;
  for (const observer of ['peer-one.example', foreign]) {
    await store.recordPolicies([aList(observer, 1, [], { readAt: ago(20 * 86_400) })]);
    await store.recordPolicies([aList(observer, 1, [against(own)], { readAt: ago(3_600) })]);
  }
  await store.recordPolicies([aList(own, 1, [against(foreign)], { readAt: ago(3_600) })]);
  const { pass, ids } = alertsOf();
  await store.recordAlertPass(pass);
  return { ...stored, ids };
}

const failing = (server: string, rule: string) =>
  aSignal({
    labels: { server },
    rule,
    observedAt: ago(34),
    since: ago(600),
    alerting: { forMs: 0, keepFiringForMs: 0, limit: 20 },
  });

/** One pass of the analyzer, and the ids of what it found. */
function alertsOf() {
  const signals = [failing(own, 'actor.vary'), failing(foreign, 'actor.vary'), failing(own, 'tls.expiry')];
  const asked = new Map(signals.map(({ rule }) => [rule, undefined]));
  const made = step([], signals, { nowMs: now, asked, silence: () => undefined });
  const idsOf = (rule: string) =>
    made.followed.flatMap(({ alert }) => (alert.rule === rule ? [alert.id] : []));
  const times = { startedAt: ago(600), joinedAt: ago(600) };
  const shared = {
    ...times,
    cause: { kind: 'software', value: `of ${foreign}` },
    members: idsOf('actor.vary'),
  } as const;
  const alone = { ...times, cause: { kind: 'server', value: own }, members: idsOf('tls.expiry') } as const;
  const incidents = [shared, alone].map((one) => ({ id: sha256(one.cause.value), ...one }));
  const ids = { alert: idsOf('tls.expiry')[0] ?? '', shared: sha256(shared.cause.value), alone: sha256(own) };
  return { ids, pass: { pass: 1, at: instant(now), ...made, incidents } };
}
