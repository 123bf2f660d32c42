import { Agent, request } from 'undici';
import type { Clock } from '../../model/clock.ts';

/** One request to a receiver. `body`: JSON, sent byte for byte. */
export interface Letter {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came of it. `trouble`: there was no answer, and why, without the URL: that may be a secret. */
export type Answer =
  | { readonly status: number; readonly retryAfterMs?: number }
  | { readonly trouble: string };

/** The way to one receiver, which nobody else shares: a receiver that hangs holds up nobody. */
export interface Post {
  /** Never rejects. Redirects are not followed; a receiver that is silent for too long is trouble. */
  send(letter: Letter): Promise<Answer>;
  close(): Promise<void>;
}

/** What the way to a receiver is made of. `stop`: ends what is under way. */
export interface PostOptions {
  readonly clock: Clock;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly stop: AbortSignal;
}

/** Of an answer nothing but its head is read; a longer body ends the connection. */
const bodyLimitBytes = 65_536;

/** A way to one receiver, one connection wide. */
export function openPost({ clock, userAgent, timeoutMs, stop }: PostOptions): Post {
  const dispatcher = new Agent({ connections: 1, connect: { timeout: timeoutMs }, maxHeaderSize: 16_384 });
  const send = async ({ method, url, headers, body }: Letter): Promise<Answer> => {
    const late = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([late, stop]);
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    try {
      const {
        statusCode,
        headers: told,
        body: rest,
      } = await request(url, {
        dispatcher,
        method,
        signal,
        headers: { 'user-agent': userAgent, ...json, ...headers },
        ...(body !== undefined && { body }),
      });
      // The head decides: a body that breaks off changes nothing.
      await rest.dump({ limit: bodyLimitBytes, signal }).catch(() => {});
      return { status: statusCode, ...retryAfter(told['retry-after'], clock) };
    } catch (error) {
      return { trouble: late.aborted ? `no answer in ${timeoutMs / 1_000} s` : troubleOf(error) };
    }
  };
  return { send, close: () => dispatcher.destroy() };
}

/** Seconds or a date. Source: RFC 9110 §10.2.3. */
function retryAfter(header: string | string[] | undefined, clock: Clock): { retryAfterMs?: number } {
  if (typeof header !== 'string') return {};
  const waitMs = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - clock.now();
  return Number.isFinite(waitMs) ? { retryAfterMs: Math.max(0, waitMs) } : {};
}

function troubleOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return code ?? (error instanceof Error ? error.name : 'unknown trouble');
}
