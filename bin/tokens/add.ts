import { newToken, tokenDigest } from '../../dashboards/web/guard/tokens.ts';
import type { StaffRole } from '../../model/access.ts';
import { exitCodes } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from '../session.ts';

/** What the command line says. */
export interface TokenFlags {
  readonly role: StaffRole | 'customer';
  readonly customer?: string;
  readonly name?: string;
}

/** Makes a token, and shows it once with the line for the configuration. Nothing is written. @throws {Refusal} */
export function runTokensAdd({ role, customer, name }: TokenFlags, session: Session): void {
  if ((role === 'customer') !== (customer !== undefined))
    throw new Refusal(
      role === 'customer'
        ? '--role customer names no customer'
        : `--customer does not go with --role ${role}`,
      role === 'customer' ? 'name one with --customer' : 'use --role customer',
    );
  const token = newToken();
  const line = { name: name ?? customer ?? role, role, ...(customer !== undefined && { customer }) };
  const fields = Object.entries({ ...line, sha256: tokenDigest(token) });
  // A text in JSON is one in YAML too.
  const yaml = fields.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ');
  session.terminal.out(`token, shown only now: ${token}

Add this line to web.auth.tokens in fediscope.yaml and restart the pages:
  - { ${yaml} }
`);
  session.end(exitCodes.fine);
}
