import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Auth } from '../deps.ts';
import { type Reader, readerOf } from './reader.ts';

/** Equal in constant time, whatever the lengths. */
export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** A new token of 256 random bits. */
export function newToken(): string {
  return `fsc_${randomBytes(32).toString('base64url')}`;
}

/**
 * What the configuration keeps of a token. A plain SHA-256: a slow hash protects secrets that can be guessed, and nobody tries 2^256 values; it would only
 * make each request with a token slow, for us and not for an attacker.
 */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What follows `Bearer` in an `Authorization` header. Source: RFC 6750 §2.1. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
}

/** Whose token a text is. Every token is compared, so the time tells nothing. Undefined: nobody's. */
export function readerOfToken(text: string, { tokens = [], keptTokens = [] }: Auth): Reader | undefined {
  if (text === '') return undefined;
  const digest = tokenDigest(text);
  const plain = tokens.filter((token) => sameSecret(text, token));
  const kept = keptTokens.filter(({ sha256 }) => sameSecret(digest, sha256));
  const [found] = kept;
  if (found !== undefined) return readerOf(found.name, [found.grant]);
  return plain.length === 0 ? undefined : { account: 'token holder', roles: ['admin'] };
}
