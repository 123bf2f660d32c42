import type { Clock } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { Log } from '../../model/log.ts';
import type { Consent } from '../../model/observation.ts';
import type { DialOptions } from './connection/dialer.ts';
import type { Budgets } from './manners/budgets.ts';
import type { Guests } from './manners/guests.ts';
import type { Lanes } from './manners/lanes.ts';
import type { NameResolver } from './names/resolver.ts';
import type { NetOptions } from './net.ts';
import type { RobotsMemory } from './robots/robots-memory.ts';

/** What all sessions share. */
export interface SessionTools {
  readonly options: NetOptions;
  readonly dialing: DialOptions;
  readonly resolver: NameResolver;
  readonly lanes: Lanes;
  readonly budgets: Budgets;
  readonly guests: Guests;
  readonly robots: RobotsMemory;
  readonly clock: Clock;
  readonly log: Log;
  /** Fires when the network closes, so nobody is asked any more. */
  readonly leaving: AbortSignal;
}

/** One visit. */
export interface Visit {
  readonly host: Host;
  readonly consent: Consent;
  readonly signal: AbortSignal;
  /** The server's web domain, where an earlier visit was redirected to it. */
  readonly webDomain?: Host;
  /** Monotonic milliseconds of its end. Absent: only the signal knows. */
  readonly untilMs?: number;
}
