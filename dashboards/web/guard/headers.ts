import type { MiddlewareHandler } from 'hono';
import type { WebEnv } from '../deps.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const always: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** Puts the security headers on every answer, errors included; an answer that already set one keeps its own. */
export const safeHeaders: MiddlewareHandler<WebEnv> = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(always))
    if (!context.res.headers.has(name)) context.res.headers.set(name, value);
};
