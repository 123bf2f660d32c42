import { createHash } from 'node:crypto';
import type { NotificationOutcome } from '../../model/telemetry.ts';
import type { Answer } from './post.ts';

/** About what we sent, so they stay the same however often it is sent. Source: RFC 9110 15.5.1, 15.5.11, 15.5.14, 15.5.16 and 15.5.21. */
const finalStatuses: ReadonlySet<number> = new Set([400, 410, 413, 415, 422]);

/**
 * What an answer means. Any other 4xx may be a proxy in trouble, or a secret or a path that somebody mends, and so may a redirect, which is not followed.
 * Source: Standard Webhooks 1.0.0, "Delivery success and failure".
 */
export function outcomeOf(answer: Answer): NotificationOutcome {
  if ('trouble' in answer) return 'failed';
  const { status } = answer;
  if (status >= 200 && status < 300) return 'delivered';
  return finalStatuses.has(status) ? 'refused' : 'failed';
}

/** An answer in words for the log. */
export function answerText(answer: Answer): string {
  return 'trouble' in answer ? answer.trouble : `HTTP ${answer.status}`;
}

/** Milliseconds. */
export interface Patience {
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * How long to wait after so many attempts (from 1) that failed: twice as long each time, up to the most. What belongs to `name` waits up to
 * a quarter more or less, always the same, so that many do not come back at once. A receiver that says when is obeyed within the most.
 */
export function waitMs(
  attempts: number,
  { firstMs, mostMs }: Patience,
  name: string,
  answer?: Answer,
): number {
  const told = answer !== undefined && 'status' in answer ? (answer.retryAfterMs ?? 0) : 0;
  const doubled = Math.min(mostMs, firstMs * 2 ** Math.min(attempts - 1, 30));
  const spread = createHash('sha256').update(`${name} ${attempts}`).digest().readUInt16BE(0) / 65_535;
  return Math.round(Math.max(doubled * (0.75 + spread / 2), Math.min(told, mostMs)));
}
