import type { Clock } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import { type Meter, silentMeter } from '../../../model/telemetry.ts';
import { registrableDomain } from '../names/registrable.ts';
import { ProbeFailure } from '../probe-failure.ts';
import { Recent } from '../recent.ts';

const hourMs = 60 * 60 * 1_000;
/** Hours that are kept beyond those under way. */
const maxIdle = 10_000;

/** What guests may do at a domain in the hour under way. `untilMs`: monotonic milliseconds. */
interface Stay {
  untilMs: number;
  requests: number;
}

/**
 * The requests that peers send us to others: a link or a redirect may name anybody, and a thousand names may name the same. All together they get
 * no more of a registrable domain that is not their own than a few visits to it would.
 */
export class Guests {
  readonly #requestsPerHour: number;
  readonly #clock: Clock;
  readonly #meter: Meter;
  readonly #stays: Recent<string, Stay>;

  constructor(
    requestsPerHour: number,
    { clock, meter = silentMeter }: { readonly clock: Clock; readonly meter?: Meter },
  ) {
    this.#requestsPerHour = requestsPerHour;
    this.#clock = clock;
    this.#meter = meter;
    this.#stays = new Recent(maxIdle, ({ untilMs }) => untilMs <= clock.elapsed());
  }

  /** Takes one request of a visit to `from`; at its own domain it is no guest. @throws {ProbeFailure} `domain-budget` */
  enter(from: Host, to: Host): void {
    const domain = registrableDomain(to);
    if (domain === registrableDomain(from)) return;
    const nowMs = this.#clock.elapsed();
    const stay = this.#stays.of(domain, () => ({ untilMs: nowMs + hourMs, requests: 0 }));
    if (stay.untilMs <= nowMs) Object.assign(stay, { untilMs: nowMs + hourMs, requests: 0 });
    if (stay.requests >= this.#requestsPerHour) {
      this.#meter.add('starved_requests', 1, { reason: 'domain-budget' });
      throw new ProbeFailure(
        'domain-budget',
        'other servers have sent us to its registrable domain often enough this hour',
      );
    }
    stay.requests += 1;
  }
}
