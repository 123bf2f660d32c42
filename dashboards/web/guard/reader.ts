import { type Grant, type StaffRole, staffRoles } from '../../../model/access.ts';

/** Who is reading, and what they may see. `roles` empty: the people of `customer`. */
export interface Reader {
  /** The name they were let in by. Absent: nobody had to say. */
  readonly account?: string;
  readonly roles: readonly StaffRole[];
  readonly customer?: string;
}

/** Whoever reaches a site that asks nobody. */
export const anybody: Reader = { roles: ['admin'] };

/**
 * The reader that some grants make. Roles add up; whoever has one is no customer. Of several customers the first counts: nobody sees two at once.
 * Undefined: there is no grant.
 */
export function readerOf(account: string, grants: readonly Grant[]): Reader | undefined {
  const roles = staffRoles.filter((name) => grants.some(({ role }) => role === name));
  if (roles.length > 0) return { account, roles };
  const customer = grants.find((grant) => grant.role === 'customer');
  return customer === undefined ? undefined : { account, roles: [], customer: customer.customer };
}

/** What a reader may do, in words of the log of acts. */
export function standingOf({ roles, customer }: Reader): string {
  return customer === undefined ? roles.join(', ') : `customer ${customer}`;
}
