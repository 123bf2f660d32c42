import { analyze } from '../../../analyzer/analyze.ts';
import type { LicenceDossier } from '../../../analyzer/licence/dossier.ts';
import { readLicences } from '../../../analyzer/licence/read.ts';
import { licenceRules } from '../../../analyzer/licence/rules.ts';
import { Forges } from '../../../crawler/forges/forges.ts';
import type { Net } from '../../../crawler/net/net.ts';
import { visit } from '../../../crawler/visit/visit.ts';
import { instant } from '../../../model/clock.ts';
import type { Sha256 } from '../../../model/exchange.ts';
import { failure } from '../../../model/failure.ts';
import type { Evidence, Observation } from '../../../model/observation.ts';
import type { ServerStanding } from '../../../model/server.ts';
import { builtInKnowledge } from '../../../model/software-knowledge.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { status } from '../../fediverse/documents/reply.ts';
import { createCertificates } from '../../fediverse/network/certificates.ts';
import { type Listener, listen } from '../../fediverse/network/listener.ts';
import type { Ask, Reply } from '../../fediverse/site.ts';
import { keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';
import { hostNamed, netTo, realClock } from '../../visiting.ts';
import { answerOf } from './answers.ts';
import type { ImitatedForges } from './forges.ts';
import type { CorpusServer } from './server.ts';

/** Questions that verdicts on licences rest on. */
const asked = new Set(['nodeinfo', 'instance-api', 'fingerprints', 'source-offers', 'offer-checks']);

/** Visits that run at once. */
const concurrency = 8;

/** The servers of a corpus and the forges behind one listener, a store, and time that passes as a test says. */
export class Town {
  #servers = new Map<string, CorpusServer>();
  readonly #kept = new Map<Sha256, Evidence>();
  readonly #forges: ImitatedForges;
  readonly #listener: Listener;
  readonly #caPem: string;
  readonly #store: ScratchStore;

  private constructor(
    forges: ImitatedForges,
    { listener, caPem, store }: { listener: Listener; caPem: string; store: ScratchStore },
  ) {
    this.#forges = forges;
    this.#listener = listener;
    this.#caPem = caPem;
    this.#store = store;
  }

  static async with(forges: ImitatedForges): Promise<Town> {
    const certificates = await createCertificates();
    let town: Town | undefined;
    const listener = await listen({
      wireOf: () => 'serve',
      contextFor: (host) => certificates.contextFor(host, 'good'),
      answer: async (ask) => town?.answer(ask) ?? status(503),
    });
    const store = await openScratchStore(await scratchDirectory(), {
      log: keptLog(),
      clock: realClock(24 * 400),
    });
    town = new Town(forges, { listener, caPem: certificates.caPem, store });
    return town;
  }

  /** What was kept of answers, by its hash. */
  get kept(): ReadonlyMap<Sha256, Evidence> {
    return this.#kept;
  }

  get store(): ScratchStore {
    return this.#store;
  }

  /** As whom the store knows a server. */
  static standing({ name }: Pick<CorpusServer, 'name'>): ServerStanding {
    const host = hostNamed(hostOf(name));
    return { host, role: 'peer', consent: 'peer', expect: {}, watchedSince: '2025-01-01T00:00:00.000Z' };
  }

  /** Everyone as they are now; hosts of servers that are left out answer as forges. */
  settle(servers: readonly CorpusServer[]): void {
    this.#servers = new Map(servers.map((server) => [hostOf(server.name), server]));
  }

  async enrol(): Promise<void> {
    await this.#store.enrol([...this.#servers.values()].map((server) => Town.standing(server)));
  }

  answer(ask: Ask): Reply {
    const server = this.#servers.get(ask.host);
    if (server !== undefined) return answerOf(server, ask);
    return ask.url.pathname === '/robots.txt' ? status(404) : this.#forges.answer(ask);
  }

  /** Visits some at a moment, in days from now, and judges all that was seen by then. One memory of forges for all, as in one process. */
  async visit(day: number, servers: readonly CorpusServer[] = [...this.#servers.values()]): Promise<void> {
    const clock = realClock(24 * day);
    const log = keptLog();
    const net = this.#net(day);
    const forges = new Forges({ net: this.#net(day), clock, log });
    const waiting = [...servers];
    const seen: Observation[] = [];
    const work = async (): Promise<void> => {
      for (let server = waiting.shift(); server !== undefined; server = waiting.shift())
        seen.push(...(await this.#look(server, { net, forges, clock, log })));
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    // In one go, as a segment of a spool: to take in a visit costs the engine more than the visit.
    await this.#store.take(seen);
    await forges.stop();
    await net.close();
    const judging = { store: this.#store, rules: licenceRules, log: keptLog() };
    const { bugs } = await analyze(judging, instant(0));
    if (bugs.length > 0) throw new Error(`a rule threw: ${bugs[0]?.rule} ${String(bugs[0]?.error)}`);
  }

  /** What is known of some servers at a moment, in days from now. */
  dossiers(servers: readonly CorpusServer[], day: number): Promise<readonly LicenceDossier[]> {
    const at = instant(realClock(24 * day).now());
    const reads = { store: this.#store, ...builtInKnowledge, at };
    return readLicences(
      reads,
      servers.map((server) => Town.standing(server)),
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.#listener.close(), this.#store.close()]);
  }

  async #look(
    server: CorpusServer,
    tools: Pick<Parameters<typeof visit>[1], 'net' | 'clock' | 'log' | 'forges'>,
  ): Promise<readonly Observation[]> {
    const order = {
      server: Town.standing(server),
      consent: 'peer',
      scheduledAt: instant(tools.clock.now()),
      signal: new AbortController().signal,
      due: asked,
      known: new Map(Object.entries(settled(server))),
    } as const;
    const { observations, evidence, bugs } = await visit(order, {
      ...tools,
      vantage: 'test',
      monitorOrigin: '',
    });
    if (bugs > 0) throw new Error(`a probe threw at ${server.name}`);
    for (const one of evidence) this.#kept.set(one.keptSha256, one);
    return observations;
  }

  #net(day: number): Net {
    const target = `127.0.0.1:${this.#listener.port}`;
    const fediverse = {
      connectTo: patterns.map((pattern) => [pattern, target] as const),
      caPem: this.#caPem,
      resolver: '127.0.0.1:9',
    };
    return netTo(fediverse, { clock: realClock(24 * day), log: keptLog() });
  }
}

/** What other questions would have ended in: both names are one, and there is no WebFinger. */
function settled({ name }: CorpusServer) {
  const host = hostNamed(hostOf(name));
  return {
    domains: { ok: true, data: { accountDomain: host, webDomain: host, learnedFrom: 'same' } },
    webfinger: { ok: false, failure: failure('http-not-found') },
  } as const;
}

/** `*` stands for one label; no name of the corpus has more than four. */
const patterns = ['*.*', '*.*.*', '*.*.*.*'];

function hostOf(name: string): string {
  return `${name}.corpus.example`;
}
