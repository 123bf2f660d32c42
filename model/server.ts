import type { Host } from './host.ts';
import type { Consent } from './observation.ts';

/** What the contract with a hosted server's customer says its server should be. Absent members are not examined. */
export interface Expectation {
  readonly software?: string;
  readonly registrations?: 'open' | 'approval' | 'closed';
  readonly federation?: 'open' | 'limited';
  readonly source?: string;
}

/**
 * Where a hosted server is in its life. `onboarding`: being set up. `live`: in service. `retiring`: it will end, and its actors may
 * answer 410. `moved`: its accounts live elsewhere now.
 */
export type LifeState = 'onboarding' | 'live' | 'retiring' | 'moved';

export const lifeStates = ['onboarding', 'live', 'retiring', 'moved'] as const satisfies readonly LifeState[];

/** A server under watch, as configuration or discovery enrolled it. */
export interface WatchedServer {
  readonly host: Host;
  /** `hosted` as configured; whether it is proven is an observation of the `ownership` probe. */
  readonly role: 'hosted' | 'peer';
  /** Absent: `live`. */
  readonly state?: LifeState;
  readonly customer?: string;
  /** `user@host` that stands for the server in actor probes. Absent: its instance actor, or a contact it publishes. */
  readonly account?: string;
  readonly expect: Expectation;
  /** The availability that was promised, in percent of a calendar month. Absent: none was. */
  readonly objective?: number;
  /** RFC 3339, UTC. Set once, when the server was first enrolled in this store. */
  readonly watchedSince: string;
}

/** A server as pages and reports show it: enrolled, with the consent its latest observations were made under. */
export interface ServerStanding extends WatchedServer {
  readonly consent: Consent;
}
