import { type Clock, instant } from '../../model/clock.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { OfferState } from '../../model/licence/offer-check.ts';
import type { Log } from '../../model/log.ts';
import type { OfferVisits } from '../../store/offer-visits.ts';
import type { Recording } from '../net/net.ts';
import type { SourceFacts } from './source-facts.ts';

/** One visit to an address: what it learned, what was exchanged, and until when it holds (epoch milliseconds). */
export interface SourceVisit {
  readonly facts: SourceFacts;
  readonly recording: Recording;
  readonly untilMs: number;
}

const hour = 3_600_000;
const day = 24 * hour;
/** How long an answer is as good as a new one, by what it was. What only failed may be well tomorrow; what we could not ask, in an hour. */
const timesToLive: Partial<Record<OfferState, number>> = {
  reachable: 7 * day,
  'not-source': 7 * day,
  awaited: hour,
};

/** How much is kept in memory, in addresses and in the references of all of them; the rest is in the store. */
const maxKept = 500;
const maxReferences = 200_000;

/** How long a visit's answer holds, in milliseconds. */
export function timeToLiveMs(state: OfferState): number {
  return timesToLive[state] ?? day;
}

/** The visits that still hold, in memory and in a table, so that a restart asks nobody again. */
export class SourceMemory {
  readonly #kept = new Map<string, SourceVisit>();
  #references = 0;
  readonly #tools: { readonly clock: Clock; readonly log: Log; readonly store?: OfferVisits };

  constructor(tools: { readonly clock: Clock; readonly log: Log; readonly store?: OfferVisits }) {
    this.#tools = tools;
  }

  /** The visit to an address that still holds. Undefined: there is none. */
  async of(url: string): Promise<SourceVisit | undefined> {
    const known = this.#kept.get(url) ?? (await this.#stored(url));
    if (known === undefined || known.untilMs <= this.#tools.clock.now()) return undefined;
    this.#remember(url, known);
    return known;
  }

  /** Keeps a visit. One that was not made is not written: the next process may try at once. */
  async keep(visit: SourceVisit): Promise<void> {
    const { url, state, checkedAt } = visit.facts;
    this.#remember(url, visit);
    if (state === 'awaited' || checkedAt === undefined) return;
    const { facts, recording, untilMs } = visit;
    const row = {
      url,
      checkedAt,
      until: instant(untilMs),
      facts: JSON.stringify(facts),
      exchanges: JSON.stringify(recording.exchanges),
    };
    await this.#tools.store?.keepOfferVisit(row).catch((error: unknown) => this.#lost(error));
  }

  async #stored(url: string): Promise<SourceVisit | undefined> {
    const row = await this.#tools.store?.offerVisit(url).catch((error: unknown) => this.#lost(error));
    if (row === undefined) return undefined;
    // Our own bytes, written above; the evidence is in a table of its own.
    const facts = JSON.parse(row.facts) as SourceFacts;
    const exchanges = JSON.parse(row.exchanges) as readonly Exchange[];
    return { facts, recording: { exchanges, evidence: [] }, untilMs: Date.parse(row.until) };
  }

  #lost(error: unknown): undefined {
    this.#tools.log.warn('what was learned of offered source is not in the store', { error });
  }

  #remember(url: string, visit: SourceVisit): void {
    this.#forget(url);
    this.#kept.set(url, visit);
    this.#references += weightOf(visit);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= maxKept && this.#references <= maxReferences) return;
      this.#forget(oldest);
    }
  }

  #forget(url: string): void {
    const known = this.#kept.get(url);
    if (known !== undefined) this.#references -= weightOf(known);
    this.#kept.delete(url);
  }
}

function weightOf({ facts: { references } }: SourceVisit): number {
  return references === undefined ? 0 : references.tips.length + Object.keys(references.tags).length;
}
