import type { Host } from '../../model/host.ts';
import { ProbeFailure } from '../probe.ts';
import { Answers } from './answers.ts';
import { Bodies } from './bodies.ts';
import type { BodyLimits } from './body.ts';
import { type Ask, type ChainOptions, followChain } from './chain.ts';
import { Connections } from './connections.ts';
import { type Exchanged, performExchange, type Request } from './exchange.ts';
import type { Fetched, FetchOptions, GitOptions } from './fetched.ts';
import { Names } from './names.ts';
import type { NetSession, Recording } from './net.ts';
import { StaleConnection } from './origin.ts';
import { Recorder, withheld } from './recorder.ts';
import type { AddressFacts } from './resolve.ts';
import type { RobotsFacts } from './robots.ts';
import { type ReadPastGate, RobotsGate } from './robots-gate.ts';
import type { SessionTools, Visit } from './session-tools.ts';
import { Shield } from './shield.ts';
import { Terms } from './terms.ts';
import type { TlsFacts } from './tls-facts.ts';
import type { Target } from './url-policy.ts';

/** Stands for a body that is no evidence. */
const nothing = new Uint8Array();
/** What still waits when a visit is over ends with. */
const visitIsOver = new ProbeFailure('shutting-down');

/** How one hop is asked for. `gated`: robots.txt holds. */
interface Asking {
  readonly accept: string | undefined;
  readonly limits: BodyLimits;
  readonly gated: boolean;
  readonly options: ChainOptions;
}

/** The one path that anything is posted to. Source: gitprotocol-http. */
const uploadPack = '/git-upload-pack';
const gitResult = 'application/x-git-upload-pack-result';

/** The network as one visit to one server may use it. */
export class Session implements NetSession {
  readonly #tools: SessionTools;
  readonly #onClose: () => void;
  readonly #closing = new AbortController();
  readonly #signal: AbortSignal;
  readonly #visit: AbortSignal;
  readonly #gate: RobotsGate;
  readonly #answers = new Answers();
  readonly #bodies = new Bodies();
  readonly #recorder = new Recorder();
  #cited: Recording[] = [];
  readonly #shield: Shield;
  readonly #names: Names;
  readonly #connections: Connections;
  readonly #terms: Terms;

  constructor(visit: Visit, tools: SessionTools, onClose: () => void) {
    const read: ReadPastGate = (url, options) => this.#chain(url, options, { gated: false });
    // Without an end it is a visit of a person, who wants to see what is there now.
    this.#gate = new RobotsGate(read, visit.untilMs === undefined ? undefined : tools.robots);
    this.#onClose = onClose;
    this.#tools = tools;
    this.#shield = new Shield(visit.host);
    // A signal made of others costs its users more at every look.
    this.#signal = this.#closing.signal;
    this.#visit = visit.signal;
    if (visit.signal.aborted) this.#leave();
    else visit.signal.addEventListener('abort', this.#leave, { once: true });
    this.#names = new Names(tools.resolver, this.#signal);
    this.#connections = new Connections(tools, this.#names);
    this.#terms = new Terms({ ...visit, signal: this.#signal }, tools, this.#names);
  }

  async get(url: string, options: FetchOptions = {}): Promise<Fetched> {
    if (options.reuse === true) {
      const had = this.#answers.recall(url, options);
      for (const each of had?.hops ?? []) this.#recorder.add(withheld(each, options.record));
      if (had !== undefined) return had.fetched;
    }
    const hops: Exchanged[] = [];
    const fetched = await this.#chain(url, options, { gated: true, hops });
    this.#answers.remember(url, options, { fetched, hops });
    if (options.heedsRobotsTag !== true) return fetched;
    // It came from a URL that passed the policy, so its host is one.
    const host = new URL(fetched.url).hostname as Host;
    if (this.#terms.heedsTag(host, hops.at(-1)?.robotsTag)) throw new ProbeFailure('noindex');
    return fetched;
  }

  askGit(repository: string, question: Uint8Array, options: GitOptions): Promise<Fetched> {
    const asking = { ...options, accept: gitResult, gitProtocol: 2, maxRedirects: 0 } as const;
    return this.#chain(`${repository}${uploadPack}`, { ...asking, upload: question }, { gated: true });
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

  #chain(
    url: string,
    options: ChainOptions,
    { gated, hops = [] }: { readonly gated: boolean; readonly hops?: Exchanged[] },
  ): Promise<Fetched> {
    const ask: Ask = async (target, accept, limits) => {
      const hop = await this.#ask(target, { accept, limits, gated, options });
      hops.push(hop);
      return hop;
    };
    return followChain(url, ask, options.address === undefined ? options : { ...options, maxRedirects: 0 });
  }

  async #ask(target: Target, { accept, limits, gated, options }: Asking): Promise<Exchanged> {
    const { options: settings, lanes, clock, log } = this.#tools;
    const { host, url } = target;
    this.#terms.refuseExcluded(host);
    if (gated && this.#terms.heedsRobots(host)) await this.#passGate(target);
    const request = requestOf({ url, accept, limits, signal: this.#signal }, options);
    const origin = this.#connections.originOf(target, options.address);
    const send = () =>
      lanes.run(host, this.#terms.spend(host, origin), () =>
        performExchange(origin, request, { ...settings, clock }),
      );
    const sent = await send();
    const exchanged = this.#bodies.share(sent.failure instanceof StaleConnection ? await send() : sent);
    this.#terms.note(target, exchanged);
    this.#record(host, exchanged, options);
    log.debug('exchange', { host, status: exchanged.exchange.status, code: exchanged.failure?.failure.code });
    return exchanged;
  }

  #record(host: Host, exchanged: Exchanged, { evidence, heedsRobotsTag, record }: ChainOptions): void {
    const isUnkept =
      evidence === false || (heedsRobotsTag === true && this.#terms.heedsTag(host, exchanged.robotsTag));
    this.#recorder.add(isUnkept ? { ...exchanged, bytes: nothing } : withheld(exchanged, record));
  }

  async #passGate({ host, url }: Target): Promise<void> {
    if (url.pathname === '/robots.txt') return;
    const { crawlDelaySeconds } = (await this.#gate.pass(host, url)).facts;
    this.#terms.honourDelay(host, crawlDelaySeconds ?? 0);
  }
}

function joined(recordings: readonly Recording[]): Recording {
  return {
    exchanges: recordings.flatMap(({ exchanges }) => exchanges),
    evidence: recordings.flatMap(({ evidence }) => evidence),
  };
}

/** What is asked for in one hop. @throws {ProbeFailure} `url-forbidden` for a POST to anything but a git server's upload-pack. */
function requestOf(
  { accept, ...asked }: Pick<Request, 'url' | 'limits' | 'signal'> & { readonly accept: string | undefined },
  { method = 'GET', range, gitProtocol, upload }: ChainOptions,
): Request {
  if (upload !== undefined && !asked.url.pathname.endsWith(uploadPack))
    throw new ProbeFailure('url-forbidden', 'nothing is posted but questions to git servers');
  const headers = {
    // A part of a compressed form would be a part of something else.
    ...(range !== undefined && { range, 'accept-encoding': 'identity' }),
    ...(gitProtocol !== undefined && { 'git-protocol': `version=${gitProtocol}` }),
    ...(upload !== undefined && { 'content-type': 'application/x-git-upload-pack-request' }),
  };
  return {
    ...asked,
    headers,
    method: upload === undefined ? method : 'POST',
    ...(accept !== undefined && { accept }),
    ...(upload !== undefined && { upload }),
  };
}
