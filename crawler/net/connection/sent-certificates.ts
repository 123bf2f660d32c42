import type { DetailedPeerCertificate } from 'node:tls';
import type { Trust } from './trust.ts';

/** What a server sent in a handshake, in DER: its certificate first, each followed by its issuer. Empty: none. A root that our own store holds is left out, sent or not. */
export type SentCertificates = readonly Buffer[];

/** Certificates of one handshake that are looked at. */
const maxChain = 10;

/**
 * Reads the list as Node gives it, which goes on with the roots of our own store where no issuer was sent. `getPeerX509Certificate` would list what
 * was sent and nothing else, and loses 4.7 KB of memory for good each time an issuer came along: see decision 0018.
 */
export function sentCertificates(leaf: DetailedPeerCertificate, { roots }: Trust): SentCertificates {
  const sent: Buffer[] = [];
  let at = shown(leaf);
  while (at !== undefined && sent.length < maxChain) {
    if (sent.length > 0 && roots.has(at.fingerprint256)) break;
    sent.push(at.raw);
    // The last one is its own issuer, or has none.
    at = at.issuerCertificate === at ? undefined : at.issuerCertificate;
  }
  return sent;
}

/** Node gives an empty object, or null, where a session has no certificate. */
function shown(certificate: DetailedPeerCertificate): DetailedPeerCertificate | undefined {
  const given: Partial<DetailedPeerCertificate> | null = certificate;
  return given?.raw === undefined ? undefined : certificate;
}
