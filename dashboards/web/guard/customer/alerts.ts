import type { Alert } from '../../../../model/alert.ts';
import { aliveRule } from '../../../../model/alive.ts';
import type { Incident } from '../../../../model/incident.ts';
import type { Store } from '../../../../store/store.ts';
import { type CustomerPart, cutOf, ownAmong } from './part.ts';

type AlertReads = Pick<
  Store,
  'alertMemory' | 'alertChanges' | 'stepsOf' | 'alertsOf' | 'incident' | 'incidents' | 'lastObserved'
>;

/** More steps than this are not looked through for those of a customer. */
const stepsRead = 2_000;

/** Alerts about own servers, and incidents that are about nobody else. */
export function alertReads(store: Store, part: CustomerPart): AlertReads {
  /** The dead-man's switch says of nobody anything. */
  const isOwn = ({ labels, rule }: Alert) =>
    rule === aliveRule || part.own.some((host) => host === labels['server']);
  const owned = async (incidents: readonly Incident[]) => {
    const mine = await Promise.all(incidents.map((one) => isWhole(store, one, isOwn)));
    return incidents.filter((_, index) => mine[index]);
  };
  return {
    alertMemory: async () => {
      const { pass, followed, incidents } = await store.alertMemory();
      return {
        pass,
        followed: followed.filter(({ alert }) => isOwn(alert)),
        incidents: await owned(incidents),
      };
    },
    alertChanges: async (cut) => {
      const changes = await store.alertChanges({ limit: stepsRead, offset: 0 });
      return cutOf(
        changes.filter(({ alert }) => isOwn(alert)),
        cut,
      );
    },
    stepsOf: async (alert, limit) => (await store.stepsOf(alert, limit)).filter((step) => isOwn(step.alert)),
    alertsOf: async (ids) => (await store.alertsOf(ids)).filter(isOwn),
    incident: async (id) => {
      const found = await store.incident(id);
      return found === undefined ? undefined : (await owned([found]))[0];
    },
    incidents: async (limit) => (await owned(await store.incidents(limit * 5))).slice(0, limit),
    lastObserved: (servers, until) => store.lastObserved(ownAmong(part, servers), until),
  };
}

/** Whether all servers of an incident are a customer's: one of others would tell of them. */
async function isWhole(
  store: Store,
  { members }: Incident,
  isOwn: (alert: Alert) => boolean,
): Promise<boolean> {
  const alerts = await store.alertsOf(members);
  return alerts.length === members.length && alerts.every(isOwn);
}
