import type { Configuration } from '../../model/configuration.ts';
import type { Host } from '../../model/host.ts';
import { openDuring, type Stretch } from './maintenance.ts';

/** Time in which work was planned. `servers`: absent, at all of them. */
export interface PlannedWork extends Stretch {
  readonly servers?: readonly Host[];
}

/** Planned work that touches a stretch of time. A window that names rules is no planned outage: it is left out. */
export function plannedWork(
  { maintenance, hosted }: Pick<Configuration, 'maintenance' | 'hosted'>,
  stretch: Stretch,
): readonly PlannedWork[] {
  return maintenance.flatMap((window) => {
    if (window.rules !== undefined) return [];
    const { servers, customers } = window;
    const theirs = hosted.filter(({ customer }) => customer !== undefined && customers?.includes(customer));
    const own =
      customers === undefined
        ? servers
        : among(
            servers,
            theirs.map(({ domain }) => domain),
          );
    const open = openDuring(window, stretch);
    return open.map((one) => ({ ...one, ...(own !== undefined && { servers: own }) }));
  });
}

function among(servers: readonly Host[] | undefined, theirs: readonly Host[]): readonly Host[] {
  return servers === undefined ? theirs : theirs.filter((host) => servers.includes(host));
}
