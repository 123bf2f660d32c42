import { type Clock, instant } from '../../model/clock.ts';
import { type Host, parseHost } from '../../model/host.ts';
import type { OfferKind } from '../../model/licence/offer.ts';
import type { OfferCheck } from '../../model/licence/offer-check.ts';
import type { Log } from '../../model/log.ts';
import type { OfferVisits } from '../../store/offer-visits.ts';
import { Places } from '../net/manners/places.ts';
import type { Net, NetSession, Recording } from '../net/net.ts';
import { ProbeFailure } from '../net/probe-failure.ts';
import { checkOf, openReferences, type SourceFacts } from './source-facts.ts';
import { SourceMemory, type SourceVisit, timeToLiveMs } from './source-memory.ts';
import { completeSource, visitSource } from './source-visit.ts';
import type { WantedReference } from './wanted-references.ts';

/** An address that some server offers. `signal`: ends the waiting, not the visit, which others may wait for. */
export interface OfferOrder {
  readonly url: string;
  readonly kind: OfferKind;
  readonly wanted: readonly WantedReference[];
  readonly signal: AbortSignal;
  /** Who goes first where visits wait; more is sooner, 0 when absent. */
  readonly priority?: number;
}

/** What is known of an address for one server, and the exchanges that it rests on. */
export interface OfferAnswer {
  readonly check: OfferCheck;
  /** Absent: nothing was exchanged. */
  readonly recording?: Recording;
  /** Is a visit on its way, so that it is worth asking again soon? Absent: no. */
  readonly isPending?: true;
}

/** What forges are visited with. `store` absent: a restart asks again. */
export interface ForgeTools {
  readonly net: Net;
  readonly clock: Clock;
  readonly log: Log;
  readonly store?: OfferVisits;
}

/** How long things take, in milliseconds. */
export interface ForgePatience {
  /** How long a server's visit waits for an answer. */
  readonly waitMs: number;
  /** After this a visit to an address ends. */
  readonly visitMs: number;
}

const usualPatience: ForgePatience = { waitMs: 15_000, visitMs: 90_000 };
/** Addresses that are visited at once; one host has one request at a time in any case. */
const visitsAtOnce = 4;
/** How often an order waits for the visits of others, which may not ask what it wants. */
const maxRounds = 4;
/** Exchanges that one address keeps. */
const maxExchanges = 60;

/**
 * The addresses of source that servers offer, each visited once for all of them. A forge is a host like any other: its robots.txt, its pace and
 * the shared budgets hold, and it is not enrolled.
 */
export class Forges {
  readonly #tools: ForgeTools;
  readonly #patience: ForgePatience;
  readonly #memory: SourceMemory;
  readonly #places = new Places(visitsAtOnce);
  readonly #underWay = new Map<string, Promise<SourceVisit>>();
  readonly #stopping = new AbortController();

  constructor(tools: ForgeTools, patience: ForgePatience = usualPatience) {
    this.#tools = tools;
    this.#patience = patience;
    this.#memory = new SourceMemory(tools);
  }

  /** What is known of an address, asked where nobody has; `awaited` when that takes longer than a visit can wait. Never throws for what a server did. */
  async check(order: OfferOrder): Promise<OfferAnswer> {
    const { url, kind, wanted } = order;
    const found = await this.#inTime(order, this.#find(order));
    if (found === undefined) {
      const detail = 'its turn has not come';
      const facts: SourceFacts = { url, kind, state: 'awaited', licence: 'unread', asked: {}, detail };
      return { check: checkOf(facts, wanted), isPending: true };
    }
    const { facts, recording } = found;
    const check = checkOf({ ...facts, kind }, wanted);
    return recording.exchanges.length === 0 ? { check } : { check, recording };
  }

  /** Ends the visits under way. */
  async stop(): Promise<void> {
    this.#stopping.abort(new ProbeFailure('shutting-down'));
    await Promise.allSettled(this.#underWay.values());
  }

  async #inTime<T>({ signal }: OfferOrder, work: Promise<T>): Promise<T | undefined> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const giveUp = () => resolve(undefined);
    const timer = setTimeout(giveUp, this.#patience.waitMs);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await Promise.race([work, promise]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    }
  }

  /** Another's visit may not have asked for what this version names: then it is completed. */
  async #find(order: OfferOrder): Promise<SourceVisit> {
    let found = await this.#memory.of(order.url);
    for (let round = 0; round < maxRounds; round += 1) {
      if (found !== undefined && isComplete(found.facts, order.wanted)) return found;
      found = await this.#join(order, found);
    }
    return found ?? this.#join(order, undefined);
  }

  /** The visit that is under way, or a new one. */
  #join(order: OfferOrder, known: SourceVisit | undefined): Promise<SourceVisit> {
    const before = this.#underWay.get(order.url);
    if (before !== undefined) return before;
    const visit = this.#visit(order, known).finally(() => this.#underWay.delete(order.url));
    this.#underWay.set(order.url, visit);
    return visit;
  }

  async #visit(order: OfferOrder, known: SourceVisit | undefined): Promise<SourceVisit> {
    const { clock } = this.#tools;
    const visit = known === undefined ? this.#first(order) : this.#completed(order, known);
    const made = await visit;
    const { facts } = made;
    const isAsked = facts.state !== 'awaited' && facts.state !== 'refused';
    const at = isAsked && facts.checkedAt === undefined ? { checkedAt: instant(clock.now()) } : {};
    const kept = { ...made, facts: { ...facts, ...at } };
    await this.#memory.keep(kept);
    return kept;
  }

  async #first(order: OfferOrder): Promise<SourceVisit> {
    const { url, kind, wanted } = order;
    const blank: SourceFacts = {
      url,
      kind,
      asked: {},
      state: 'awaited',
      licence: 'unread',
      detail: 'it could not be asked yet',
    };
    const { facts, recording } = await this.#withSession(blank, order, (session) =>
      visitSource(session, { url, kind, wanted }),
    );
    return { facts, recording, untilMs: this.#tools.clock.now() + timeToLiveMs(facts.state) };
  }

  /** What was learned before holds as long as it would have without this. */
  async #completed(order: OfferOrder, known: SourceVisit): Promise<SourceVisit> {
    const { facts, recording } = await this.#withSession(known.facts, order, (session) =>
      completeSource(session, known.facts, order.wanted),
    );
    const exchanges = [...known.recording.exchanges, ...recording.exchanges].slice(-maxExchanges);
    const evidence = [...known.recording.evidence, ...recording.evidence].slice(-maxExchanges);
    return { facts, recording: { exchanges, evidence }, untilMs: known.untilMs };
  }

  /** A visit in a session of its own. `otherwise`: what is known where none came about. */
  async #withSession(
    otherwise: SourceFacts,
    { priority = 0 }: OfferOrder,
    ask: (session: NetSession) => Promise<SourceFacts>,
  ): Promise<Pick<SourceVisit, 'facts' | 'recording'>> {
    try {
      return await this.#places.run({ signal: this.#stopping.signal, priority }, () =>
        this.#openAt(otherwise.url, ask),
      );
    } catch (error) {
      if (!(error instanceof ProbeFailure))
        this.#tools.log.error('a visit to offered source failed by a fault of ours', { error });
      return { facts: otherwise, recording: nothing };
    }
  }

  async #openAt(url: string, ask: (session: NetSession) => Promise<SourceFacts>) {
    const { net, clock } = this.#tools;
    const { visitMs } = this.#patience;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new ProbeFailure('visit-deadline')), visitMs);
    const signal = AbortSignal.any([deadline.signal, this.#stopping.signal]);
    const session = net.open({
      host: hostOf(url),
      consent: 'peer',
      signal,
      untilMs: clock.elapsed() + visitMs,
    });
    try {
      const facts = session.scrub(await ask(session));
      return { facts, recording: session.takeRecording()() };
    } finally {
      clearTimeout(timer);
      await session.close();
    }
  }
}

const nothing: Recording = { exchanges: [], evidence: [] };
/** Has everything been asked for that a version names, and that can be? */
function isComplete(facts: SourceFacts, wanted: readonly WantedReference[]): boolean {
  return (
    facts.state !== 'reachable' || facts.kind === 'archive' || openReferences(facts, wanted).length === 0
  );
}

/** @throws {ProbeFailure} `url-forbidden`: offers are parsed before they get here, and have a host. */
function hostOf(url: string): Host {
  const parsed = parseHost(new URL(url).hostname);
  if (!parsed.ok) throw new ProbeFailure('url-forbidden');
  return parsed.host;
}
