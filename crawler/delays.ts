import type { Host } from '../model/host.ts';
import type { Observation } from '../model/observation.ts';
import { robots } from './probes/robots.ts';

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
      const seconds = delayIn(data);
      if (seconds === undefined) this.#byHost.delete(server);
      else this.#byHost.set(server, seconds * 1_000);
    }
  }
}

function delayIn(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null || !('crawlDelaySeconds' in data)) return undefined;
  return typeof data.crawlDelaySeconds === 'number' ? data.crawlDelaySeconds : undefined;
}
