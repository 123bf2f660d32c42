import { type AlertingChanges, alertingOf } from '../../analyzer/alerts/defaults.ts';
import { usualEveryMs } from '../../analyzer/alerts/freshness.ts';
import type { SignalSource } from '../../analyzer/alerts/source.ts';
import type { Signal } from '../../model/signal.ts';
import type { OpenFleet } from '../fleet.ts';
import { periodsOf } from '../periods.ts';
import type { AlertingGround } from './ground.ts';
import { alertingChanges } from './server-source.ts';

/**
 * The signals of fleet rules that may become alerts: those about hosted servers and about ourselves. What a rule says of peers is a finding and no alert:
 * nobody on call can mend a peer. News of a server is expected as often as it is visited, and not as often as the rule is asked.
 */
export function fleetSource({ configuration, store }: AlertingGround, fleet: OpenFleet): SignalSource {
  const changes = alertingChanges(configuration);
  const periodMs = periodsOf(configuration);
  return {
    rules: fleet.rules.map(({ id }) => id).filter((id) => changes[id] !== 'never'),
    ask: async () => {
      const { signals, failed, cut } = await fleet.evaluate();
      const servers = await store.hostedServers();
      const visitMs = new Map<string, number>(servers.map((one) => [one.host, periodMs('webfinger', one)]));
      const isOurs = ({ labels: { server } }: Signal) => server === undefined || visitMs.has(server);
      return {
        signals: signals
          .filter(isOurs)
          .map((signal) => paced(signal, visitMs))
          .flatMap((signal) => changed(signal, changes[signal.rule])),
        failed,
        cut,
      };
    },
  };
}

/** A server that is visited more seldom than its rule is asked has gaps between its visits that are none. */
function paced(signal: Signal, visitMs: ReadonlyMap<string, number>): Signal {
  const { labels, everyMs = usualEveryMs } = signal;
  return { ...signal, everyMs: Math.max(everyMs, visitMs.get(labels['server'] ?? '') ?? 0) };
}

/** The signal as the configuration wants it to alert; none where that is never. */
function changed(signal: Signal, change: AlertingChanges | undefined): readonly Signal[] {
  const alerting = alertingOf(signal.alerting, change);
  return alerting === 'never' ? [] : [{ ...signal, alerting }];
}
