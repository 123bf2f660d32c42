import type { Host } from '../../model/host.ts';
import { Bodies } from './answer/bodies.ts';
import type { BodyLimits } from './answer/body.ts';
import type { ChainOptions } from './chain.ts';
import type { Connections } from './connection/connections.ts';
import { type Origin, StaleConnection } from './connection/origin.ts';
import { type Recorder, withheld } from './evidence/recorder.ts';
import { type Exchanged, performExchange } from './exchange.ts';
import type { Terms } from './manners/terms.ts';
import { type Request, requestOf } from './request.ts';
import type { RobotsGate } from './robots/robots-gate.ts';
import type { SessionTools } from './session-tools.ts';
import type { Target } from './url-policy.ts';

/** Stands for a body that is no evidence. */
const nothing = new Uint8Array();

/** How one hop is asked for. `gated`: robots.txt holds. */
export interface Asking {
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
  async ask(target: Target, { limits, gated, options }: Asking): Promise<Exchanged> {
    const { connections, gate, shared, terms } = this.#tools;
    const { host, url } = target;
    terms.refuseExcluded(host);
    if (gated && url.pathname !== '/robots.txt' && terms.heedsRobots(host)) {
      const passed = gate.pass(host, url);
      const { delaySeconds } = passed instanceof Promise ? await passed : passed;
      terms.honourDelay(host, delaySeconds);
    }
    const request = requestOf(url, options, { limits, userAgent: shared.options.userAgent });
    const origin = connections.originOf(target, options.address);
    const sent = await this.#send(host, origin, request);
    const again = sent.failure instanceof StaleConnection;
    const exchanged = again ? await this.#send(host, origin, request) : sent;
    terms.note(target, exchanged);
    this.#record(target, exchanged, options);
    const { exchange, failure } = exchanged;
    shared.log.debug('exchange', { host, status: exchange.status, code: failure?.failure.code });
    return exchanged;
  }

  /** Sends it when its turn has come. It holds its places until the server is through with it. */
  #send(host: Host, origin: Origin, request: Request): Promise<Exchanged> {
    const { shared, signal, terms } = this.#tools;
    const { lanes, clock, options } = shared;
    const { totalTimeoutMs } = options;
    const how = { totalTimeoutMs, signal, bodies: this.#bodies, clock };
    return lanes.run(host, terms.spend(host, origin), () => performExchange(origin, request, how));
  }

  #record({ host }: Target, exchanged: Exchanged, options: ChainOptions): void {
    const { recorder, terms } = this.#tools;
    const { evidence, heedsRobotsTag, record, excerpt } = options;
    const isUnkept =
      evidence === false || (heedsRobotsTag === true && terms.heedsTag(host, exchanged.robotsTag));
    recorder.add(isUnkept ? { ...exchanged, bytes: nothing } : withheld(exchanged, record), excerpt);
  }
}
