import type { AlertingChanges } from '../../analyzer/alerts/defaults.ts';
import { serverSignals } from '../../analyzer/alerts/server-signals.ts';
import type { SignalSource } from '../../analyzer/alerts/source.ts';
import type { Configuration } from '../../model/configuration.ts';
import { rules } from '../../rules/index.ts';
import { periodsOf } from '../periods.ts';
import type { AlertingGround } from './ground.ts';

/** The signals of server rules, from the findings of hosted servers. */
export function serverSource({
  configuration,
  store,
}: Pick<AlertingGround, 'configuration' | 'store'>): SignalSource {
  const changes = alertingChanges(configuration);
  const periodMs = periodsOf(configuration);
  return {
    rules: rules.map(({ id }) => id).filter((id) => changes[id] !== 'never'),
    ask: async ({ judgedUntil }) => {
      const servers = await store.hostedServers();
      const hosts = servers.map(({ host }) => host);
      if (hosts.length === 0) return { signals: [] };
      const [findings, observed] = await Promise.all([
        store.findingsOf(hosts),
        store.lastObserved(hosts, judgedUntil),
      ]);
      return { signals: serverSignals({ findings, servers, rules, observed, changes, periodMs }) };
    },
  };
}

/** What `alerts.rules` says, as the analyzer takes it. */
export function alertingChanges({ alerts }: Configuration): Readonly<Record<string, AlertingChanges>> {
  const changes = Object.entries(alerts.rules).map(([rule, set]): [string, AlertingChanges] => {
    const { for: forMs, keepFiringFor: keepFiringForMs, limit, off } = set;
    return [rule, off === true ? 'never' : { forMs, keepFiringForMs, limit }];
  });
  return Object.fromEntries(changes);
}
