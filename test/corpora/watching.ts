import PQueue from 'p-queue';
import { expect } from 'vitest';
import { analyze } from '../../analyzer/analyze.ts';
import { type AdmittedRule, trustRules } from '../../analyzer/fleet/admit.ts';
import { evaluateFleet } from '../../analyzer/fleet/evaluate.ts';
import { ownFleetRules } from '../../analyzer/fleet/load.ts';
import { visit } from '../../crawler/visit/visit.ts';
import { instant } from '../../model/clock.ts';
import type { Observation } from '../../model/observation.ts';
import type { Signal } from '../../model/signal.ts';
import { rules } from '../../rules/index.ts';
import { openScratchStore, type ScratchStore } from '../../store/scratch.ts';
import type { Fediverse } from '../fediverse/fediverse.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { keptLog } from '../store/examples.ts';
import { scratchDirectory } from '../store/furnished.ts';
import { realClock, visitTools, watched } from '../visiting.ts';

/** A server as a corpus watches it. */
export type Subject = Pick<Scenario, 'host' | 'role' | 'account' | 'customer' | 'expect'>;

/** Visits that run at once: a burst of starts would make every timing a lie. */
const concurrency = 12;

/** A store over which time passes as a test says. */
export class Watching {
  readonly #fediverse: Fediverse;
  readonly #store: ScratchStore;
  #fleetRules: readonly AdmittedRule[] | undefined;

  private constructor(fediverse: Fediverse, store: ScratchStore) {
    this.#fediverse = fediverse;
    this.#store = store;
  }

  static async over(fediverse: Fediverse): Promise<Watching> {
    const path = await scratchDirectory();
    return new Watching(fediverse, await openScratchStore(path, { log: keptLog(), clock: realClock() }));
  }

  get store(): ScratchStore {
    return this.#store;
  }

  /** Forgets everything, and watches these from now on. */
  async begin(subjects: readonly Subject[]): Promise<void> {
    await this.#store.empty();
    await this.#store.enrol(subjects.map((subject) => serverOf(subject)));
  }

  /** Visits everyone once over sockets, at a moment counted in hours from now, and judges all that was seen by then. */
  async visit(subjects: readonly Subject[], shiftHours: number): Promise<void> {
    const visits = new PQueue({ concurrency });
    const seen = await visits.addAll(subjects.map((subject) => () => this.#look(subject, shiftHours)));
    // In one go, as a segment of a spool: to take in a visit costs the engine as much as the visit.
    await this.#store.take(seen.flat());
    const log = keptLog();
    const { bugs } = await analyze({ store: this.#store, rules, log }, instant(0));
    expect(bugs).toEqual([]);
  }

  /** What every fleet rule says at a moment. */
  async fleet(shiftHours: number): Promise<readonly Signal[]> {
    const clock = realClock(shiftHours);
    const store = this.#store;
    this.#fleetRules ??= trustRules({ store }, ownFleetRules());
    const rules = this.#fleetRules;
    const { signals, bugs } = await evaluateFleet({ store, rules, clock, log: keptLog() });
    expect(bugs).toEqual([]);
    return signals;
  }

  /** Findings that are failed now, of server rules and fleet rules, as `host rule: reason`. */
  async failures(): Promise<readonly string[]> {
    const failed = await this.#store.currentFindings({ outcomes: ['failed'] });
    return failed.map(({ server, rule, because }) => `${server} ${rule}: ${because}`);
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  async #look(subject: Subject, shiftHours: number): Promise<readonly Observation[]> {
    const tools = visitTools(this.#fediverse, realClock(shiftHours));
    const order = {
      server: serverOf(subject),
      consent: subject.role,
      scheduledAt: instant(tools.clock.now()),
    };
    const { observations, bugs } = await visit({ ...order, signal: new AbortController().signal }, tools);
    await tools.net.close();
    expect(bugs).toBe(0);
    return observations.map((observation) => shifted(observation, shiftHours));
  }
}

function serverOf(subject: Subject) {
  return watched({ ...subject, software: 'mastodon', failed: {}, note: '' }, '2026-01-01T00:00:00.000Z');
}

/** The servers answer with the date of the machine; in a corpus they live at the same moment as whoever visits them. */
function shifted(observation: Observation, hours: number): Observation {
  const exchanges = observation.exchanges.map((exchange) => {
    const { date } = exchange.responseHeaders;
    if (date === undefined) return exchange;
    const moved = new Date(Date.parse(date) + hours * 3_600_000).toUTCString();
    return { ...exchange, responseHeaders: { ...exchange.responseHeaders, date: moved } };
  });
  return { ...observation, exchanges };
}
