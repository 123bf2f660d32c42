import type { Host } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import type { RobotsFacts } from '../probe.ts';
import { robots } from '../probes/robots.ts';

/** What servers ask us to wait between two requests, by their robots.txt. Source: Crawl-delay, a convention. */
export class Delays {
  readonly #byHost = new Map<Host, number>();

  /** Milliseconds; 0: it asks for none, or that is not known. */
  of(host: Host): number {
    return this.#byHost.get(host) ?? 0;
  }

  /** Learns from observations of one or more servers. */
  learn(observations: readonly Observation[]): void {
    for (const { server, probe, outcome, data } of observations) {
      if (probe !== robots.id || outcome !== 'ok') continue;
      // as: the probe wrote this under its own id, so the data has its type
      const { state, crawlDelaySeconds } = data as RobotsFacts;
      // A file that cannot be read takes nothing back of what it said before.
      if (state === 'unreachable') continue;
      if (crawlDelaySeconds === undefined) this.#byHost.delete(server);
      else this.#byHost.set(server, crawlDelaySeconds * 1_000);
    }
  }
}
