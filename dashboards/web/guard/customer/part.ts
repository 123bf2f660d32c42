import type { Host } from '../../../../model/host.ts';
import type { Cut } from '../../../../store/pages.ts';

/** Whose part of the store it is, by the name that the configuration gives the customer. `others`: hosted servers of other customers, whose lists are not told either. */
export interface CustomerPart {
  readonly customer: string;
  readonly own: readonly Host[];
  readonly others: readonly Host[];
}

/** A read that is not for customers was tried: a page that is not theirs was let through. */
export class NotForCustomers extends Error {}

/** What every such read comes to. */
export const denied = (): Promise<never> =>
  Promise.reject(new NotForCustomers('this read is not for customers'));

/** Of some servers those that are the customer's. Absent: all of them. */
export function ownAmong({ own }: CustomerPart, hosts: readonly Host[] = own): readonly Host[] {
  return hosts.filter((host) => own.includes(host));
}

/** Whether the customer is told what a server says of others. */
export function isTold({ others }: CustomerPart, host: Host): boolean {
  return !others.includes(host);
}

/** A cut of rows that were read whole. */
export function cutOf<T>(rows: readonly T[], { limit, offset }: Cut): readonly T[] {
  return rows.slice(offset, offset + limit);
}
