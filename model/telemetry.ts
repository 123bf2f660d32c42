import type { FailureCode } from './failure.ts';
import type { Consent, ObservationOutcome } from './observation.ts';

/** First digit of a status; `none`: no response head came. */
export type AnswerClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx' | 'none';

/** What hosts share that can keep one of them waiting. */
export type Starvation = Extract<FailureCode, 'address-budget' | 'domain-budget'>;

/** What is counted of ourselves, each with its labels. Every label has a closed set of values; no host and no remote text is ever one. */
export interface Counters {
  /** HTTP requests sent. */
  readonly requests: { readonly consent: Consent; readonly answer: AnswerClass };
  /** Bytes of response bodies as they came. */
  readonly response_bytes: { readonly consent: Consent };
  /** `probe`: the id of a probe of ours. */
  readonly observations: { readonly probe: string; readonly outcome: ObservationOutcome };
  readonly failures: { readonly probe: string; readonly code: FailureCode };
  /** Slots that passed without a visit. */
  readonly missed_visits: { readonly code: FailureCode };
  /** Requests that were not made because too many others waited for the same address or registrable domain. */
  readonly starved_requests: { readonly reason: Starvation };
  /** Names of servers that were told to us and not taken; `reason`: one of the closed set of candidate refusals. */
  readonly candidates_refused: { readonly reason: string };
  /** Requests to receivers of alerts. */
  readonly notifications: { readonly receiver: ReceiverKind; readonly outcome: NotificationOutcome };
  /** What a receiver will never be told. */
  readonly notifications_lost: { readonly receiver: ReceiverKind; readonly reason: NotificationLoss };
}

/** Who is told of alerts. */
export type ReceiverKind = 'alertmanager' | 'webhook' | 'heartbeat';

/** `delivered`: taken. `failed`: tried again. `refused`: the receiver does not want it, however often. */
export type NotificationOutcome = 'delivered' | 'failed' | 'refused';

/** `merged`: a newer word on the same alert stands for it. `dropped`: no room. `refused`: not wanted. `expired`: too old. */
export type NotificationLoss = 'merged' | 'dropped' | 'refused' | 'expired';

/** What is measured of ourselves, in seconds. */
export interface Distributions {
  /** From the begin of a visit's slot to its start. */
  readonly queue_lag: { readonly consent: Consent };
  readonly visit_duration: { readonly consent: Consent };
  /** How long requests waited for what their host shares with others; those that did not wait aside. */
  readonly budget_wait: { readonly reason: Starvation };
}

/** What is read from ourselves at the moment somebody looks. */
export type GaugeName =
  | 'servers'
  | 'visits_in_flight'
  | 'visits_waiting'
  | 'schedule_behind_seconds'
  | 'candidates'
  | 'spool_segments'
  | 'spool_bytes'
  | 'notifications_waiting'
  | 'event_loop_delay_p99_seconds'
  | 'event_loop_delay_max_seconds';

/** Facts about a span, ours only. */
export type SpanFacts = Readonly<Record<string, string | number>>;

/** Takes what we say about ourselves. */
export interface Meter {
  add<Name extends keyof Counters>(name: Name, amount: number, labels: Counters[Name]): void;
  record<Name extends keyof Distributions>(name: Name, seconds: number, labels: Distributions[Name]): void;
  /** The function is called whenever somebody looks. */
  observe(name: GaugeName, read: () => number): void;
  /** Runs some work as a span; spans within it are its children. `note` adds what is known later. */
  span<T>(
    name: 'visit' | 'probe',
    facts: SpanFacts,
    work: (note: (facts: SpanFacts) => void) => Promise<T>,
  ): Promise<T>;
}

const ignore = (): void => {};

/** Takes nothing in and costs nothing. */
export const silentMeter: Meter = {
  add: ignore,
  record: ignore,
  observe: ignore,
  span: (_name, _facts, work) => work(ignore),
};
