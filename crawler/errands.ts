import type { Host } from '../model/host.ts';
import type { PassedSlot } from './agenda.ts';
import { NextMoments } from './next-moments.ts';
import type { VisitLane } from './visit-lanes.ts';

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

/** The errands of all servers, one a server. */
export class Errands {
  readonly #byHost = new Map<Host, Errand>();
  /** By their earliest slot; one that is over is passed over. */
  readonly #moments = new NextMoments<readonly [Host, Errand]>();

  of(host: Host): Errand | undefined {
    return this.#byHost.get(host);
  }

  open(host: Host, asked: Pick<Errand, 'startMs' | 'lane'> & Partial<Errand>): Errand {
    const errand: Errand = { passed: [], everything: false, begun: false, waiting: [], ...asked };
    this.#byHost.set(host, errand);
    this.#moments.add(errand.passed[0]?.startMs ?? errand.startMs, [host, errand]);
    return errand;
  }

  /** Hands over the slots that wait. None: the errand is over. */
  settle(host: Host): readonly PassedSlot[] {
    const errand = this.#byHost.get(host);
    const waiting = errand?.waiting ?? [];
    if (errand === undefined || waiting.length === 0) this.#byHost.delete(host);
    else errand.waiting = [];
    return waiting;
  }

  /** The earliest slot whose rows are not on disk yet. Infinity: there is none. */
  get earliestMs(): number {
    for (let moment = this.#moments.first; moment !== undefined; moment = this.#moments.first) {
      const [host, errand] = moment.item;
      if (this.#byHost.get(host) === errand) return moment.atMs;
      this.#moments.drop();
    }
    return Number.POSITIVE_INFINITY;
  }
}
