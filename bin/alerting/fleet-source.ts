import { type AlertingChanges, alertingOf } from '../../analyzer/alerts/defaults.ts';
import type { SignalSource } from '../../analyzer/alerts/source.ts';
import type { Signal } from '../../model/signal.ts';
import type { OpenFleet } from '../fleet.ts';
import type { AlertingGround } from './ground.ts';
import { alertingChanges } from './server-source.ts';

/**
 * The signals of fleet rules that may become alerts: those about hosted servers and about ourselves. What a rule says of peers is a finding and no alert:
 * nobody on call can mend a peer.
 */
export function fleetSource({ configuration, store }: AlertingGround, fleet: OpenFleet): SignalSource {
  const changes = alertingChanges(configuration);
  return {
    rules: fleet.rules.map(({ id }) => id).filter((id) => changes[id] !== 'never'),
    ask: async () => {
      const { signals, failed } = await fleet.evaluate();
      const servers = await store.servers();
      const hosted = new Set<string>(servers.flatMap(({ host, role }) => (role === 'hosted' ? [host] : [])));
      const isOurs = ({ labels: { server } }: Signal) => server === undefined || hosted.has(server);
      return {
        signals: signals.filter(isOurs).flatMap((signal) => changed(signal, changes[signal.rule])),
        failed,
      };
    },
  };
}

/** The signal as the configuration wants it to alert; none where that is never. */
function changed(signal: Signal, change: AlertingChanges | undefined): readonly Signal[] {
  const alerting = alertingOf(signal.alerting, change);
  return alerting === 'never' ? [] : [{ ...signal, alerting }];
}
