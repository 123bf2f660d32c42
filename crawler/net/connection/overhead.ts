import type { FailureCode } from '../../../model/failure.ts';
import type { BodyLimits } from '../answer/body.ts';
import type { Phase } from '../classify.ts';

/** What may come before the head that counts, such as early hints, in bytes. */
const maxBeforeHead = 256 * 1024;
/** Bytes on the wire for one of a body that is as long as it may be: a chunk of one byte has six. */
const maxFraming = 8;

/**
 * Why an answer is more frame than content: early hints, empty lines or the extension of a chunk, without end. To read them costs as much as to
 * read a body, and no limit of a body or a head counts them. `came`: bytes on the wire so far. Undefined: it is within what any answer needs.
 */
export function overheadOf(came: number, phase: Phase, { maxBytes }: BodyLimits): FailureCode | undefined {
  if (came <= maxBeforeHead) return undefined;
  if (phase === 'http') return 'http-head-too-large';
  return came > maxBeforeHead + maxFraming * maxBytes ? 'body-too-large' : undefined;
}
