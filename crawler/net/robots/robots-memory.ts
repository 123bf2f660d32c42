import type { Clock } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import type { RobotsFile } from './robots-file.ts';
import { longestFreshMs } from './robots-freshness.ts';

/** Hosts that are remembered, and characters of rules of all of them; the one that was read longest ago goes first. */
const maxHosts = 50_000;
const maxTotalSize = 16 * 1024 * 1024;
/** Whose rules are longer is asked for them at each visit: a few such hosts shall not crowd the others out. */
const maxSize = 64 * 1024;

interface Kept {
  readonly file: RobotsFile;
  /** Monotonic milliseconds. */
  readonly readAt: number;
}

/** The robots.txt of each host, for later visits: to read it at each would cost the host a request every time. */
export class RobotsMemory {
  readonly #kept = new Map<Host, Kept>();
  readonly #clock: Clock;
  #size = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What may be used without another look. */
  of(host: Host): RobotsFile | undefined {
    const kept = this.#kept.get(host);
    return kept !== undefined && this.#clock.elapsed() - kept.readAt < freshMs(kept.file)
      ? kept.file
      : undefined;
  }

  /** What was read last, however long ago. */
  last(host: Host): RobotsFile | undefined {
    return this.#kept.get(host)?.file;
  }

  /** Takes what was read just now. A file that could not be read leaves what is known of it. */
  note(host: Host, file: RobotsFile): void {
    if (file.facts.state === 'unreachable') return;
    this.#forget(host);
    if (file.size > maxSize) return;
    this.#kept.set(host, { file, readAt: this.#clock.elapsed() });
    this.#size += file.size;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= maxHosts && this.#size <= maxTotalSize) return;
      this.#forget(oldest);
    }
  }

  #forget(host: Host): void {
    this.#size -= this.#kept.get(host)?.file.size ?? 0;
    this.#kept.delete(host);
  }
}

/** Where a host asks for a long wait between two requests, to read its file anew would take the turn of a question. */
function freshMs({ delaySeconds, freshMs: said }: RobotsFile): number {
  return delaySeconds > 0 ? longestFreshMs : said;
}
