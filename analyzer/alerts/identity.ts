import { createHash } from 'node:crypto';
import type { Labels } from '../../model/signal.ts';

/** The identity of an alert: SHA-256 of rule and labels, hexadecimal. The order of the labels does not matter. */
export function alertId(rule: string, labels: Labels): string {
  const sorted = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([rule, sorted]))
    .digest('hex');
}
