import { setTimeout as sleep } from 'node:timers/promises';
import type { FailureCode } from '../../model/failure.ts';
import { Bodies } from './bodies.ts';
import type { BodyLimits } from './body.ts';
import type { ChainOptions } from './chain.ts';
import type { Connections } from './connections.ts';
import { type Exchanged, performExchange } from './exchange.ts';
import { StaleConnection } from './origin.ts';
import { type Recorder, withheld } from './recorder.ts';
import { requestOf } from './request.ts';
import type { RobotsGate } from './robots-gate.ts';
import type { SessionTools } from './session-tools.ts';
import type { Terms } from './terms.ts';
import type { Target } from './url-policy.ts';

/** Stands for a body that is no evidence. */
const nothing = new Uint8Array();

/** A server that we hung up on sees it a little later: until then the request is still in flight there, and holds its place. */
const farewellMs = 1_000;
const givenUp: ReadonlySet<FailureCode> = new Set([
  'http-timeout',
  'body-timeout',
  'body-too-large',
  'body-inflates',
  'visit-deadline',
]);

/** How one hop is asked for. `gated`: robots.txt holds. */
export interface Asking {
  readonly accept: string | undefined;
  readonly limits: BodyLimits;
  readonly gated: boolean;
  readonly options: ChainOptions;
}

/** What one visit's requests go through. `signal`: ends them. */
export interface CourierTools {
  readonly shared: Pick<SessionTools, 'options' | 'lanes' | 'clock' | 'log'>;
  readonly terms: Terms;
  readonly connections: Connections;
  readonly gate: RobotsGate;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
}

/** Carries the requests of one visit out, each on its terms, and records what came of them. */
export class Courier {
  readonly #tools: CourierTools;
  readonly #bodies = new Bodies();

  constructor(tools: CourierTools) {
    this.#tools = tools;
  }

  /** One request. @throws {ProbeFailure} when it may not be made. */
  async ask(target: Target, { accept, limits, gated, options }: Asking): Promise<Exchanged> {
    const { connections, shared, signal, terms } = this.#tools;
    const { options: settings, lanes, clock, log } = shared;
    const { host, url } = target;
    terms.refuseExcluded(host);
    if (gated && terms.heedsRobots(host)) await this.#passGate(target);
    const request = requestOf({ url, accept, limits, signal }, options);
    const origin = connections.originOf(target, options.address);
    const send = () =>
      lanes.run(host, terms.spend(host, origin), async () => {
        const exchanged = await performExchange(origin, request, { ...settings, clock });
        if (wasGivenUp(exchanged)) await sleep(farewellMs);
        return exchanged;
      });
    const sent = await send();
    const exchanged = this.#bodies.share(sent.failure instanceof StaleConnection ? await send() : sent);
    terms.note(target, exchanged);
    this.#record(target, exchanged, options);
    log.debug('exchange', { host, status: exchanged.exchange.status, code: exchanged.failure?.failure.code });
    return exchanged;
  }

  #record({ host }: Target, exchanged: Exchanged, options: ChainOptions): void {
    const { recorder, terms } = this.#tools;
    const { evidence, heedsRobotsTag, record, excerpt } = options;
    const isUnkept =
      evidence === false || (heedsRobotsTag === true && terms.heedsTag(host, exchanged.robotsTag));
    recorder.add(isUnkept ? { ...exchanged, bytes: nothing } : withheld(exchanged, record), excerpt);
  }

  async #passGate({ host, url }: Target): Promise<void> {
    if (url.pathname === '/robots.txt') return;
    const { gate, terms } = this.#tools;
    const { crawlDelaySeconds } = (await gate.pass(host, url)).facts;
    terms.honourDelay(host, crawlDelaySeconds ?? 0);
  }
}

function wasGivenUp({ failure }: Exchanged): boolean {
  return failure !== undefined && givenUp.has(failure.failure.code);
}
