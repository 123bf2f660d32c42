import type { CertificateKind } from '../network/certificates.ts';
import type { Breakage } from './breakage.ts';

const shows = (certificate: CertificateKind, says: string): Breakage => ({
  says,
  apply: (site) => ({ ...site, certificate }),
});

/** Certificates that verifying peers refuse, or soon will. Source: RFC 5280 §6.1, RFC 8446 §4.4.2. */
export const tlsBreakages = {
  'certificate-expired': shows('expired', 'the certificate expired yesterday'),
  'certificate-not-yet-valid': shows('not-yet-valid', 'the certificate is valid from the day after tomorrow'),
  'certificate-wrong-name': shows('wrong-name', 'the certificate is for another host'),
  'certificate-self-signed': shows('self-signed', 'the certificate is signed by itself'),
  'certificate-no-intermediate': shows('no-intermediate', 'the intermediate certificate is not sent'),
  'certificate-expiring': shows('expiring', 'the certificate has two days left'),
} as const satisfies Record<string, Breakage>;
