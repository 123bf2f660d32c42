import type { FailureCode } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';

/** Limits that end a question which may be asked again at the next visit. */
const limits: ReadonlySet<string> = new Set<FailureCode>([
  'request-budget',
  'visit-deadline',
  'crawl-delay',
  'address-budget',
  'domain-budget',
]);

/** What else leaves a question unasked: nothing of a next visit depends on where it begins. */
const unasked: ReadonlySet<string> = new Set<FailureCode>([
  'retry-after',
  'own-network-down',
  'own-resources',
  'overrun',
  'monitor-down',
  'shutting-down',
]);

/** Those that a part of a question can meet, and a visit that begins with that question does not. */
const partial: ReadonlySet<string> = new Set<FailureCode>(['crawl-delay', 'address-budget', 'domain-budget']);

/** What a probe adds to its data where a part of it waits for the next visit: for a request of the budget, or for the turn of another host. */
export interface Unfinished {
  readonly unfinished?: true;
}

/** Was the question, or a part of it, left unasked to keep within a limit of the visit? */
export function wasCutOff({ failure, data }: Observation): boolean {
  return failure === undefined ? isUnfinished(data) || holdsLimit(data) : limits.has(failure.code);
}

function isUnfinished(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'unfinished' in data && data.unfinished === true;
}

/** Was the question asked, in full? A refusal is an answer; so is a bug of ours, which would come again at once. */
export function wasAsked(observation: Observation): boolean {
  const { failure } = observation;
  return !wasCutOff(observation) && (failure === undefined || !unasked.has(failure.code));
}

/** Questions of several requests keep the failure of each in their data. */
function holdsLimit(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  if ('ok' in data && data.ok === false && 'failure' in data) return isLimit(data.failure);
  return Object.values(data).some(holdsLimit);
}

function isLimit(failure: unknown): boolean {
  if (typeof failure !== 'object' || failure === null || !('code' in failure)) return false;
  return typeof failure.code === 'string' && partial.has(failure.code);
}
