import type { Clock } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { RobotsFile } from './robots-file.ts';

/** Source: RFC 9309 §2.4. */
const longestMs = 24 * 60 * 60 * 1_000;
/** Hosts that are remembered; the one that was read longest ago goes first. */
const maxHosts = 20_000;

interface Kept {
  readonly file: RobotsFile;
  /** Monotonic milliseconds. */
  readonly readAt: number;
}

/** The robots.txt of hosts that ask for a Crawl-delay, for later visits: to read it at each would take the turn of a question. */
export class RobotsMemory {
  readonly #kept = new Map<Host, Kept>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(host: Host): RobotsFile | undefined {
    const kept = this.#kept.get(host);
    return kept !== undefined && this.#clock.elapsed() - kept.readAt < longestMs ? kept.file : undefined;
  }

  /** Takes what was read just now; a file without a delay is not kept. */
  note(host: Host, file: RobotsFile): void {
    this.#kept.delete(host);
    if (file.facts.crawlDelaySeconds === undefined) return;
    this.#kept.set(host, { file, readAt: this.#clock.elapsed() });
    if (this.#kept.size <= maxHosts) return;
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }
}
