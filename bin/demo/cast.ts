import type { Configuration } from '../../model/configuration.ts';
import { configurationSchema } from '../../model/configuration.ts';
import { parseHost } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { Fediverse } from '../../test/fediverse/fediverse.ts';
import type { Scenario } from '../../test/scenarios/index.ts';

/** What the demo promises its customers, in percent of a calendar month: 43 minutes of a month of thirty days may be bad. */
const demoObjective = 99.9;

/** Where the demo is, whom it watches and what it keeps. */
export interface Stage {
  readonly scenarios: readonly Scenario[];
  readonly origin: string;
  readonly listen: string;
  readonly data: string;
  /** Time between two visits of a hosted server, in milliseconds. */
  readonly everyMs: number;
  /** The URL of an Alertmanager that is told of alerts. Absent: nobody is told. */
  readonly alertmanager?: string;
}

/** Who watches a demo does not wait for minutes: an outage that is confirmed is told, and its end likewise. */
const atOnce = { for: '0s', keepFiringFor: '0s' } as const;

/**
 * The configuration that someone who watches the demo's fediverse would write. Its lab makes it quick: nobody else lives there.
 * Both ends of every visit share this machine, so few visits run at once.
 */
export function demoConfiguration(
  fediverse: Fediverse,
  { scenarios, origin, listen, data, everyMs, alertmanager }: Stage,
): Configuration {
  const manners = { requestsPerSecond: 50, requestsPerVisit: 60 };
  return configurationSchema.parse({
    monitor: { name: 'Fediscope demo', origin, contact: 'the person who started this demo' },
    hosted: contractsOf(scenarios),
    crawler: {
      concurrency: 16,
      intervals: { hosted: `${everyMs}ms`, unproven: '1m', peer: '1m' },
      budgets: { hosted: manners, unproven: manners, peer: manners },
    },
    store: { path: data },
    web: { listen },
    alerts: {
      rules: { 'availability.confirmed': atOnce },
      ...(alertmanager !== undefined && { alertmanager: [alertmanager] }),
    },
    lab: {
      connectTo: Object.fromEntries(fediverse.connectTo),
      trustedCa: fediverse.caFile,
      allowAddresses: ['127.0.0.0/8', '::ffff:127.0.0.0/104'],
      resolver: fediverse.resolver,
    },
  });
}

/** What was agreed about the hosted servers of the scenarios, as a configuration has it. Each has a page for everyone, which a demo can show to nobody else. */
function contractsOf(scenarios: readonly Scenario[]) {
  return scenarios
    .filter(({ role }) => role === 'hosted')
    .map(({ host: domain, customer, expect = {} }) => ({
      ...{ domain, expect, objective: demoObjective, public: true },
      ...(customer !== undefined && { customer }),
    }));
}

/** The scenarios as servers under watch. `watchedSince`: RFC 3339. */
export function castServers(scenarios: readonly Scenario[], watchedSince: string): readonly WatchedServer[] {
  return scenarios.map(({ host: name, role, customer, account, expect = {} }) => {
    const parsed = parseHost(name);
    if (!parsed.ok) throw new Error(`the scenario ${name} has no host name`);
    return {
      host: parsed.host,
      role,
      expect,
      watchedSince,
      ...(role === 'hosted' && { objective: demoObjective }),
      ...(customer !== undefined && { customer }),
      ...(account !== undefined && { account }),
    };
  });
}
