import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

/** What servers' certificates are verified with. `roots`: SHA-256 of the certificates in it, as Node spells them. */
export interface Trust {
  readonly secureContext: SecureContext;
  readonly roots: ReadonlySet<string>;
}

/** Node's own roots and, in a lab, one more. One for every connection: building one each costs more than the handshake. `added`: PEM. */
export function trustWith(added: string | undefined): Trust {
  const own = getCACertificates('default');
  const ca = added === undefined ? own : [...own, added];
  const secureContext = createSecureContext(added === undefined ? {} : { ca });
  return { secureContext, roots: new Set(ca.map((pem) => new X509Certificate(pem).fingerprint256)) };
}

/** The SHA-256 of a certificate, in hexadecimal. */
export function sha256Of({ fingerprint256 }: { readonly fingerprint256: string }): string {
  return fingerprint256.replaceAll(':', '').toLowerCase();
}
