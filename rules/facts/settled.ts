import type { Settled } from '../../crawler/net/probe-failure.ts';
import type { Failure, FailureCode } from '../../model/failure.ts';
import type { Verdict } from '../../model/finding.ts';
import { cannotTell } from '../rule.ts';

/** Answers that tell of load, of a refusal to us, or of a cap of ours: they feed availability, never compliance. */
const openCodes: ReadonlySet<FailureCode> = new Set([
  'http-timeout',
  'http-closed',
  'http-head-too-large',
  'http-unauthorized',
  'http-forbidden',
  'http-rate-limited',
  'http-challenged',
  'http-server-error',
  'body-timeout',
  'body-cut-off',
  'body-too-large',
  'body-inflates',
  'body-too-deep',
]);

/** Does a failure leave a question about the HTTP answer open? Below HTTP it does, since the rules on DNS and TLS speak of that themselves. */
export function leavesOpen({ code, stage }: Failure): boolean {
  return (stage !== 'http' && stage !== 'body') || openCodes.has(code);
}

/** `cannot-tell` for a failure that leaves the question open. Undefined: the failure is an answer. */
export function openVerdict(what: string, failure: Failure): Verdict | undefined {
  return leavesOpen(failure) ? cannotTell(`${what}: ${failure.detail}`) : undefined;
}

/** What `check` says of settled data; of a failure, `cannot-tell` when it leaves the question open, else what `otherwise` says. */
export function judgeSettled<Data>(
  what: string,
  settled: Settled<Data>,
  {
    check,
    otherwise,
  }: { readonly check: (data: Data) => Verdict; readonly otherwise: (failure: Failure) => Verdict },
): Verdict {
  if (settled.ok) return check(settled.data);
  return openVerdict(what, settled.failure) ?? otherwise(settled.failure);
}
