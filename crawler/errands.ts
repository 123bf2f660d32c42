import type { Host } from '../model/host.ts';
import type { PassedSlot } from './schedule/agenda.ts';
import { NextMoments } from './schedule/next-moments.ts';
import type { VisitLane } from './schedule/visit-lanes.ts';

/** A visit from the moment it is queued until its rows are on disk. Instants in epoch milliseconds. */
export interface Errand {
  readonly startMs: number;
  readonly lane: VisitLane;
  /** Slots to write down before the visit. */
  readonly passed: readonly PassedSlot[];
  /** All questions are asked, whether due or not. */
  everything: boolean;
  begun: boolean;
  /** Slots that passed meanwhile, to be written down after it: rows of a server are written in the order of its slots. */
  waiting: readonly PassedSlot[];
}

/** Most errands have none, and forty thousand may wait. */
const none: readonly PassedSlot[] = [];

/** A slot for which there was no time. `before`: the errand that was in its way. */
export function overrun(startMs: number, before?: Errand): PassedSlot {
  const isBusy = before?.begun === true;
  const detail = isBusy ? 'the visit before it was still under way' : 'its turn did not come in time';
  return { startMs, code: 'overrun', detail };
}

/** The errands of all servers: of each at most one that is queued or under way, and those whose rows wait for the disk. */
export class Errands {
  readonly #byHost = new Map<Host, Errand>();
  readonly #open = new Set<Errand>();
  /** By their earliest slot; one that is closed is passed over. */
  readonly #moments = new NextMoments<Errand>();

  /** The one that is queued or under way. */
  of(host: Host): Errand | undefined {
    return this.#byHost.get(host);
  }

  open(host: Host, asked: Pick<Errand, 'startMs' | 'lane'> & Partial<Errand>): Errand {
    const errand: Errand = { passed: none, everything: false, begun: false, waiting: none, ...asked };
    this.#byHost.set(host, errand);
    this.#open.add(errand);
    this.#moments.add(errand.passed[0]?.startMs ?? errand.startMs, errand);
    return errand;
  }

  /** The visit is over, and the server free for its next slot. Hands over the slots that passed meanwhile. */
  end(host: Host): readonly PassedSlot[] {
    const errand = this.#byHost.get(host);
    this.#byHost.delete(host);
    return errand?.waiting ?? none;
  }

  /** All its rows are on disk. */
  close(errand: Errand): void {
    this.#open.delete(errand);
  }

  /** The earliest slot whose rows are not on disk yet. Infinity: there is none. */
  get earliestMs(): number {
    for (let moment = this.#moments.first; moment !== undefined; moment = this.#moments.first) {
      if (this.#open.has(moment.item)) return moment.atMs;
      this.#moments.drop();
    }
    return Number.POSITIVE_INFINITY;
  }
}
