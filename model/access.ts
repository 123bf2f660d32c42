/** What people of the operator may do. `viewer`: read. `reviewer`: also act on the queue and on visits. `legal`: also take evidence away. `admin`: everything. */
export type StaffRole = 'viewer' | 'reviewer' | 'legal' | 'admin';

export const staffRoles = ['viewer', 'reviewer', 'legal', 'admin'] as const satisfies readonly StaffRole[];

/** What somebody may see: as one of the operator's people, or as the people of a customer, who see that customer's hosted servers only. */
export type Grant = { readonly role: StaffRole } | { readonly role: 'customer'; readonly customer: string };

/** A token of the configuration: only its digest is kept. `name`: whose it is, as the log of acts tells it. */
export interface KeptToken {
  readonly name: string;
  /** SHA-256 of the token, in hexadecimal. */
  readonly sha256: string;
  readonly grant: Grant;
}
