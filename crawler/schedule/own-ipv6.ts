import type { FailureCode } from '../../model/failure.ts';
import type { Host } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import type { AddressFacts } from '../net/names/resolve.ts';

/** How a connection over IPv6 ends where there is none on our side: at once, or never. */
const unrouted: ReadonlySet<string> = new Set<FailureCode>(['connect-unreachable', 'connect-timeout']);

/** Whether we have IPv6, as far as our own vantage has seen: servers with an IPv4 address beside do not tell. */
export class OwnIpv6 {
  /** Has a connection over it come about? */
  #isThere = false;
  /** Servers that gave no answer when they were last asked, and have given one from here before. */
  readonly #heardBefore = new Set<Host>();

  /** Learns from what was seen from here. */
  learn(observations: readonly Observation[]): void {
    this.#isThere ||= observations.some(({ exchanges }) =>
      exchanges.some(({ address }) => address?.includes(':')),
    );
  }

  /** Notes that a server has answered here once: whatever it has is within reach. */
  noteHeard(host: Host): void {
    this.#heardBefore.add(host);
  }

  forget(host: Host): void {
    this.#heardBefore.delete(host);
  }

  /** Could a visit have failed because we have none? */
  mayLack(host: Host, observations: readonly Observation[]): boolean {
    return !this.#isThere && !this.#heardBefore.has(host) && failsOverIpv6Alone(observations);
  }
}

/** Every address of the name is an IPv6 one, and nothing of the visit came to a connection. */
function failsOverIpv6Alone(observations: readonly Observation[]): boolean {
  const failures = observations.flatMap(({ outcome, failure }) =>
    outcome === 'failed' && failure !== undefined ? [failure] : [],
  );
  return (
    failures.some(({ code }) => unrouted.has(code)) &&
    observations.every(({ exchanges }) => exchanges.every(({ address }) => address === undefined)) &&
    observations.some(hasIpv6Alone)
  );
}

function hasIpv6Alone({ probe, outcome, data }: Observation): boolean {
  if (probe !== 'dns' || outcome !== 'ok') return false;
  // as: the probe wrote this under its own id, so the data has its type
  const { addresses } = data as AddressFacts;
  return addresses.length > 0 && addresses.every(({ family }) => family === 6);
}
