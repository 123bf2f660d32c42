import { type FailureCode, failureCodes, outcomeOf } from '../../model/failure.ts';
import { type OfferPlace, offerPlaces, type PlaceReading } from '../../model/licence/offer.ts';
import { ProbeFailure } from '../net/probe-failure.ts';

/** Limits that may not hold at the next visit. */
const passing: ReadonlySet<FailureCode> = new Set([
  ...(['request-budget', 'crawl-delay', 'retry-after', 'address-budget', 'domain-budget'] as const),
]);

/** What counts of several readings of one place: a document that was not read may hold what the others do not. */
const worst: readonly PlaceReading[] = ['failed', 'login', 'disallowed', 'not-asked', 'read', 'absent'];

/** Readings that an answer of the server's led to. */
const telling: ReadonlySet<PlaceReading> = new Set(['read', 'absent', 'login']);

const byCode: Partial<Record<FailureCode, PlaceReading>> = {
  'http-not-found': 'absent',
  'http-gone': 'absent',
  'http-unauthorized': 'login',
  'http-forbidden': 'login',
  'http-challenged': 'disallowed',
};

/** How reading went, by place, and whether something of it waits for the next visit. */
export class PlaceReadings {
  readonly #readings = new Map<OfferPlace, PlaceReading>();
  #isUnfinished = false;
  #firstFailure: FailureCode | undefined;

  get isUnfinished(): boolean {
    return this.#isUnfinished;
  }

  note(place: OfferPlace, reading: PlaceReading): void {
    const before = this.#readings.get(place);
    const isWorse = before === undefined || worst.indexOf(reading) < worst.indexOf(before);
    if (isWorse) this.#readings.set(place, reading);
  }

  /** Notes why a place could not be read. @throws {ProbeFailure} when the whole visit is over. */
  noteFailure(places: readonly OfferPlace[], code: FailureCode): void {
    if (!passing.has(code) && outcomeOf(code) === 'missed') throw new ProbeFailure(code);
    for (const place of places) this.noteEarlier(place, code);
  }

  /** Notes why an earlier probe has no data of a place. */
  noteEarlier(place: OfferPlace, code: FailureCode): void {
    this.#firstFailure ??= code;
    if (passing.has(code)) this.#isUnfinished = true;
    this.note(place, readingOf(code));
  }

  /** Goes on when any place told something: what was not learned at all is no data. @throws {ProbeFailure} the first reason. */
  requireAny(): void {
    const told = [...this.#readings.values()].some((reading) => telling.has(reading));
    if (!told && this.#firstFailure !== undefined) throw new ProbeFailure(this.#firstFailure);
  }

  /** Of every place; one that nobody asked is `not-asked`. */
  all(): Readonly<Record<OfferPlace, PlaceReading>> {
    const entries = offerPlaces.map((place) => [place, this.#readings.get(place) ?? 'not-asked']);
    // Every place has an entry.
    return Object.fromEntries(entries) as Record<OfferPlace, PlaceReading>;
  }
}

function readingOf(code: FailureCode): PlaceReading {
  if (passing.has(code)) return 'not-asked';
  if (outcomeOf(code) === 'disallowed') return 'disallowed';
  return byCode[code] ?? (failureCodes[code].stage === 'policy' ? 'not-asked' : 'failed');
}
