import type { Breakage } from './breakage.ts';
import { dnsBreakages } from './dns.ts';
import { tlsBreakages } from './tls.ts';
import { wireBreakages } from './wire.ts';

/** Every way to break a server, by name. */
export const breakages = {
  ...dnsBreakages,
  ...tlsBreakages,
  ...wireBreakages,
} as const satisfies Record<string, Breakage>;

export type BreakageName = keyof typeof breakages;
