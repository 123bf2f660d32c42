import { type FailureCode, failureCodes, type Stage } from '../../model/failure.ts';

/** How far a peer does not get when a server is unavailable. */
const stages: ReadonlySet<Stage> = new Set(['dns', 'connect', 'tls']);
/** Answers that are none for anybody. An answer of 4xx is one: rules judge it, availability does not. */
const noAnswerCodes = [
  'http-timeout',
  'http-malformed',
  'http-closed',
  'http-server-error',
  'redirect-loop',
  'redirect-limit',
  'body-timeout',
  'body-cut-off',
] as const satisfies readonly FailureCode[];
const noAnswers: ReadonlySet<FailureCode> = new Set(noAnswerCodes);
/** What is meant for us alone, or was our own choice, says nothing of what peers get. */
const forUsAlone: ReadonlySet<FailureCode> = new Set(['http-rate-limited', 'http-challenged']);

const codes = Object.keys(failureCodes) as readonly FailureCode[]; // the keys of the table, by its type

type CodeOf<At extends Stage> = {
  [Code in FailureCode]: (typeof failureCodes)[Code]['stage'] extends At ? Code : never;
}[FailureCode];

/** A failure code that counts against the availability of a server. */
export type OutageCode = CodeOf<'dns' | 'connect' | 'tls'> | (typeof noAnswerCodes)[number];

/** Does a code count against the availability of a server? */
export function isOutageCode(code: string): code is OutageCode {
  return outageCodes.some((each) => each === code);
}

/** Failure codes that count against the availability of a server. */
export const outageCodes: readonly FailureCode[] = codes.filter(
  (code) => stages.has(failureCodes[code].stage) || noAnswers.has(code),
);

/** Failure codes that say nothing about it: the question counts as not asked. */
export const unclearCodes: readonly FailureCode[] = codes.filter(
  (code) => failureCodes[code].stage === 'policy' || forUsAlone.has(code),
);
