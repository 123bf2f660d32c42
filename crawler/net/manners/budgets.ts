import type { Clock } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import type { Consent } from '../../../model/observation.ts';
import { type Meter, type Starvation, silentMeter } from '../../../model/telemetry.ts';
import { registrableDomain } from '../names/registrable.ts';
import { ProbeFailure } from '../probe-failure.ts';
import { Recent } from '../recent.ts';
import { type Allowance, Bucket } from './bucket.ts';
import { addressGroup, isCdnAddress } from './cdn.ts';

/** What hosts that share something may be asked together. Hosted servers have budgets of their own, so that no crowd on the same address can starve them. */
export interface SharedBudgets {
  /** All names on one address: an IPv4 address, or an IPv6 /64. */
  readonly address: Allowance;
  /** All names below one registrable domain. */
  readonly domain: Allowance;
  /** In place of `address`, where the address is an edge of a content delivery network. */
  readonly cdnAddress: Allowance;
  readonly hostedAddress: Allowance;
  readonly hostedDomain: Allowance;
}

/** A request that wants to start. `addressOf`: where it will go; undefined when that is not known, so nothing is counted there. */
export interface Admission {
  readonly host: Host;
  readonly consent: Consent;
  readonly maxWaitMs: number;
  readonly signal: AbortSignal;
  readonly addressOf: () => string | undefined | Promise<string | undefined>;
}

/** Gives back what a request took of both budgets. */
export type Leave = () => void;

/** What budgets are made with. */
export interface BudgetTools {
  readonly clock: Clock;
  readonly meter?: Meter;
}

/** Less is no wait. */
const worthCountingMs = 1;

/** Buckets that are kept beyond those in use. */
const maxIdleBuckets = 10_000;

/** The budgets of all hosts that share an address or a registrable domain. */
export class Budgets {
  readonly #options: SharedBudgets;
  readonly #clock: Clock;
  readonly #meter: Meter;
  readonly #buckets: Recent<string, Bucket>;

  constructor(
    options: SharedBudgets,
    { clock, meter = silentMeter }: BudgetTools,
    limit: number = maxIdleBuckets,
  ) {
    this.#options = options;
    this.#clock = clock;
    this.#meter = meter;
    this.#buckets = new Recent(limit, (bucket) => bucket.isIdle);
  }

  /** Buckets in memory. */
  get size(): number {
    return this.#buckets.size;
  }

  /**
   * Lets the request in when it fits into both budgets: at once, or when what is returned resolves; calling what that gives gives the places back.
   * @throws {ProbeFailure} `domain-budget` or `address-budget` when that takes longer than `maxWaitMs`; the signal's reason.
   */
  admit(admission: Admission): Leave | Promise<Leave> {
    const domain = this.#domainOf(admission);
    const turn = this.#enter(domain, 'domain-budget', admission);
    return turn === undefined
      ? this.#admitTo(domain, admission)
      : turn.then(() => this.#admitTo(domain, admission));
  }

  /** The place in the budget of the name is taken, and goes back where none is to be had in that of the address. */
  #admitTo(domain: Bucket, admission: Admission): Leave | Promise<Leave> {
    const giveBack = (error: unknown): never => {
      domain.leave();
      throw error;
    };
    try {
      const at = admission.addressOf();
      const to = (known: string | undefined) => this.#admitAt(known, domain, admission);
      const admitted = at instanceof Promise ? at.then(to) : to(at);
      return admitted instanceof Promise ? admitted.catch(giveBack) : admitted;
    } catch (error) {
      return giveBack(error);
    }
  }

  #admitAt(at: string | undefined, domain: Bucket, admission: Admission): Leave | Promise<Leave> {
    if (at === undefined) return () => domain.leave();
    const address = this.#addressOf(at, admission);
    const leave = () => {
      address.leave();
      domain.leave();
    };
    const turn = this.#enter(address, 'address-budget', admission);
    return turn === undefined ? leave : turn.then(() => leave);
  }

  /** Most requests find their bucket open, which needs no looking at clocks. */
  #enter(bucket: Bucket, code: Starvation, { maxWaitMs, signal }: Admission): Promise<void> | undefined {
    const turn = bucket.enter({ maxWaitMs, signal, code });
    return turn && this.#waited(turn, code);
  }

  async #waited(turn: Promise<void>, code: Starvation): Promise<void> {
    const beganMs = this.#clock.elapsed();
    try {
      await turn;
    } catch (error) {
      if (error instanceof ProbeFailure && error.failure.code === code)
        this.#meter.add('starved_requests', 1, { reason: code });
      throw error;
    } finally {
      const waitedMs = this.#clock.elapsed() - beganMs;
      if (waitedMs >= worthCountingMs) this.#meter.record('budget_wait', waitedMs / 1_000, { reason: code });
    }
  }

  #domainOf({ host, consent }: Admission): Bucket {
    const { domain, hostedDomain } = this.#options;
    const name = registrableDomain(host);
    return consent === 'hosted'
      ? this.#bucket(`hosted domain ${name}`, hostedDomain)
      : this.#bucket(`domain ${name}`, domain);
  }

  #addressOf(address: string, { consent }: Admission): Bucket {
    const { address: plain, cdnAddress, hostedAddress } = this.#options;
    const group = addressGroup(address);
    if (consent === 'hosted') return this.#bucket(`hosted address ${group}`, hostedAddress);
    return this.#bucket(`address ${group}`, isCdnAddress(address) ? cdnAddress : plain);
  }

  #bucket(key: string, allowance: Allowance): Bucket {
    return this.#buckets.of(key, () => new Bucket(allowance, this.#clock));
  }
}
