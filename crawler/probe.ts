import { outcomeOf } from '../model/failure.ts';
import type { Host } from '../model/host.ts';
import type { PolicyList } from '../model/policy.ts';
import type { WatchedServer } from '../model/server.ts';
import type { SoftwareCatalogue } from '../model/software/catalogue.ts';
import type { Candidates } from './candidates/refusal.ts';
import type { Forges } from './forges/forges.ts';
import type { CertificateFacts, TlsFacts } from './net/connection/tls-facts.ts';
import type { Fetched, FetchOptions } from './net/fetched.ts';
import type { AddressFacts } from './net/names/resolve.ts';
import { ProbeFailure, type Settled } from './net/probe-failure.ts';
import type { ProbeIo } from './net/probe-io.ts';
import type { RobotsFacts } from './net/robots/robots.ts';
import type { CadenceClass } from './schedule/cadence.ts';

export type { AddressFacts, CertificateFacts, Fetched, FetchOptions, RobotsFacts, TlsFacts };

/** What a probe may know of its server before it asks. */
export interface ProbeTarget {
  readonly server: WatchedServer;
  /** By what software is known. */
  readonly software: SoftwareCatalogue;
  /** Our own origin, which a proof of ownership names. Empty: `check` without configuration. */
  readonly monitorOrigin: string;
  /** Where names of other servers go. Absent: nobody collects them. */
  readonly candidates?: Candidates;
  /** The slot of the visit, RFC 3339: what changes from visit to visit and is the same when a visit is repeated. */
  readonly scheduledAt: string;
  /** Takes the block lists that were read, entries and all. Absent: nobody keeps them. */
  readonly policies?: { take(list: PolicyList): void };
  /** Our hosted servers. Absent: none are known. */
  readonly hosted?: readonly Host[];
  /** Visits addresses of source, each once for all servers that offer it. Absent: nobody does. */
  readonly forges?: Pick<Forges, 'check'>;
  /** Fires when the visit is over; its reason is a `ProbeFailure`. */
  readonly signal: AbortSignal;
}

/** The shape of an earlier probe that matters to a later one: its id and what it resolves to. */
interface EarlierProbe {
  readonly id: string;
  run(...args: never[]): Promise<unknown>;
}

/** Earlier probes, by the name the later probe calls them. */
export type After = Readonly<Record<string, EarlierProbe>>;

/** The settled results of the declared earlier probes, by the same names. */
export type Prior<A extends After> = { readonly [K in keyof A]: Settled<Awaited<ReturnType<A[K]['run']>>> };

/**
 * Whose consent a probe needs. `peer`: nobody's, for polite GETs that every server expects. `hosted`: that of a server which is proven ours.
 * `owner`: the owner's word in the visit itself, for what changes state, is malformed on purpose or weighs on a server.
 */
export type ProbeConsent = 'peer' | 'hosted' | 'owner';

/** One question, asked of one server. It records what it saw and never judges. */
export interface Probe<Id extends string, Data, A extends After = Record<never, never>> {
  readonly id: Id;
  /** Raised whenever `Data` changes its shape or meaning. */
  readonly version: number;
  /** Absent: `peer`. The engine refuses the others where there is no proof. */
  readonly consent?: ProbeConsent;
  /** How often it is asked. */
  readonly cadence: CadenceClass;
  /** Probes whose data this one reads; they run before it. */
  readonly after?: A;
  /** Does what an earlier visit found hold until an answer says otherwise? Absent: no, a failure is news too. */
  readonly lasting?: true;
  /** @throws {ProbeFailure} and nothing else; any other error is a bug of ours. */
  run(target: ProbeTarget, io: ProbeIo, prior: Prior<A>): Promise<Data>;
}

/** A probe, with its types inferred. */
export function defineProbe<
  const Id extends string,
  Data,
  A extends After = Record<never, never>,
  const C extends ProbeConsent = 'peer',
>(probe: Probe<Id, Data, A> & { readonly consent?: C }): Probe<Id, Data, A> & { readonly consent?: C } {
  return probe;
}

/**
 * Goes on when at least one of the questions was put. What was never asked is no data with failures in it: the probe is missed or disallowed.
 * @throws {ProbeFailure} the first reason, when a limit of ours or a wish of the server's kept us from asking any of them.
 */
export function requireAsked(...answers: readonly Settled<unknown>[]): void {
  const withheld = answers.flatMap((answer) =>
    answer.ok || outcomeOf(answer.failure.code) === 'failed' ? [] : [answer.failure],
  );
  const [first] = withheld;
  if (first === undefined || withheld.length < answers.length) return;
  throw new ProbeFailure(first.code, first.detail);
}
