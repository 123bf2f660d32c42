import type { Host } from '../../model/host.ts';
import { Answers } from './answers.ts';
import { type Ask, type Chain, type ChainOptions, followChain } from './chain.ts';
import { Connections } from './connection/connections.ts';
import type { TlsFacts } from './connection/tls-facts.ts';
import { Courier } from './courier.ts';
import { Recorder, withheld } from './evidence/recorder.ts';
import { Shield } from './evidence/shield.ts';
import type { Fetched, FetchOptions, GitOptions } from './fetched.ts';
import { Terms } from './manners/terms.ts';
import { Names } from './names/names.ts';
import type { AddressFacts } from './names/resolve.ts';
import type { NetSession, Recording } from './net.ts';
import { ProbeFailure } from './probe-failure.ts';
import { gitResult, uploadPack } from './request.ts';
import type { RobotsFacts } from './robots/robots.ts';
import { type ReadPastGate, RobotsGate } from './robots/robots-gate.ts';
import type { SessionTools, Visit } from './session-tools.ts';

/** What still waits when a visit is over ends with. */
const visitIsOver = new ProbeFailure('shutting-down');

/** The network as one visit to one server may use it. */
export class Session implements NetSession {
  readonly #tools: SessionTools;
  readonly #onClose: () => void;
  readonly #closing = new AbortController();
  readonly #signal: AbortSignal;
  readonly #visit: AbortSignal;
  readonly #gate: RobotsGate;
  readonly #answers = new Answers();
  readonly #recorder = new Recorder();
  #cited: Recording[] = [];
  readonly #shield: Shield;
  readonly #names: Names;
  readonly #connections: Connections;
  readonly #terms: Terms;
  readonly #courier: Courier;

  constructor(visit: Visit, tools: SessionTools, onClose: () => void) {
    const read: ReadPastGate = async (url, options) => (await this.#chain(url, options, false)).fetched;
    // Without an end it is a visit of a person, who wants to see what is there now.
    this.#gate = new RobotsGate(read, visit.untilMs === undefined ? undefined : tools.robots);
    this.#onClose = onClose;
    this.#tools = tools;
    this.#shield = new Shield(visit.host, tools.options.software);
    // A signal made of others costs its users more at every look.
    this.#signal = this.#closing.signal;
    this.#visit = visit.signal;
    if (visit.signal.aborted) this.#leave();
    else visit.signal.addEventListener('abort', this.#leave, { once: true });
    this.#names = new Names(tools.resolver, this.#signal);
    this.#connections = new Connections(tools, this.#names);
    this.#terms = new Terms({ ...visit, signal: this.#signal }, tools, this.#names);
    this.#courier = new Courier({
      shared: tools,
      terms: this.#terms,
      connections: this.#connections,
      gate: this.#gate,
      recorder: this.#recorder,
      signal: this.#signal,
    });
  }

  async get(url: string, options: FetchOptions = {}): Promise<Fetched> {
    if (options.reuse === true) {
      const had = this.#answers.recall(url, options);
      for (const each of had?.hops ?? []) this.#recorder.add(withheld(each, options.record), options.excerpt);
      if (had !== undefined) return had.fetched;
    }
    const answer = await this.#chain(url, options, true);
    this.#answers.remember(url, options, answer);
    const { fetched, hops } = answer;
    const tag = hops.at(-1)?.robotsTag;
    if (options.heedsRobotsTag !== true || tag === undefined) return fetched;
    // It came from a URL that passed the policy, so its host is one.
    const host = new URL(fetched.url).hostname as Host;
    if (this.#terms.heedsTag(host, tag)) throw new ProbeFailure('noindex');
    return fetched;
  }

  async askGit(repository: string, question: Uint8Array, options: GitOptions): Promise<Fetched> {
    const asking = { ...options, accept: gitResult, gitProtocol: 2, maxRedirects: 0 } as const;
    const upload = { ...asking, upload: question };
    return (await this.#chain(`${repository}${uploadPack}`, upload, true)).fetched;
  }

  resolve(host: Host): Promise<AddressFacts> {
    return this.#names.resolve(host);
  }

  resolveText(name: string): Promise<readonly string[]> {
    return this.#names.resolveText(name);
  }

  async handshake(host: Host, begins?: () => void): Promise<TlsFacts> {
    this.#terms.refuseExcluded(host);
    const standing = this.#connections.standing(host);
    if (standing !== undefined) return standing;
    return this.#tools.lanes.run(host, this.#terms.turn(host), () => {
      begins?.();
      return this.#connections.shake(host, this.#signal);
    });
  }

  async robots(host: Host): Promise<RobotsFacts> {
    return (await this.#gate.file(host)).facts;
  }

  robotsFound(host: Host): RobotsFacts['state'] | undefined {
    return this.#gate.stateAt(host);
  }

  shield(...names: readonly string[]): void {
    this.#shield.add(names.filter((name) => !this.#shield.isServer(name, '')));
  }

  cite(recording: Recording): void {
    this.#cited.push(recording);
  }

  takeRecording(): () => Recording {
    const cited = this.#cited;
    this.#cited = [];
    const own = this.#recorder.take(this.#shield, this.#tools.clock.now());
    return () => joined([own(), ...cited]);
  }

  scrub<T>(value: T): T {
    return this.#shield.scrub(value);
  }

  async close(): Promise<void> {
    this.#visit.removeEventListener('abort', this.#leave);
    this.#closing.abort(visitIsOver);
    this.#onClose();
    await this.#connections.close();
  }

  readonly #leave = (): void => this.#closing.abort(this.#visit.reason);

  /** `gated`: robots.txt holds. */
  #chain(url: string, options: ChainOptions, gated: boolean): Promise<Chain> {
    // At another address a redirect might lead to another one.
    const asked = options.address === undefined ? options : { ...options, maxRedirects: 0 };
    const ask: Ask = (target, limits) => this.#courier.ask(target, { limits, gated, options });
    return followChain(url, ask, asked);
  }
}

function joined(recordings: readonly Recording[]): Recording {
  return {
    exchanges: recordings.flatMap(({ exchanges }) => exchanges),
    evidence: recordings.flatMap(({ evidence }) => evidence),
  };
}
