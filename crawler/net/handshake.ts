import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { instant } from '../../model/clock.ts';
import type { Exchange } from '../../model/exchange.ts';
import { certificateProblem } from './classify.ts';
import type { CertificateFacts, TlsFacts } from './tls-facts.ts';

/** Certificates of one handshake that are looked at. */
const maxChain = 10;
const maxNames = 100;
const maxNameLength = 512;

/** An open TLS session with the certificates that came. */
export interface Secured {
  readonly socket: TLSSocket;
  readonly leaf: X509Certificate | undefined;
  readonly address: string;
  readonly handshakeMs: number;
}

/**
 * Looks at the certificates of a session, which works once: Node takes the leaf off the list as it hands it out.
 * Source: nodejs/node, `X509Certificate::GetPeerCert`.
 */
export function secured(socket: TLSSocket, address: string, handshakeMs: number): Secured {
  return { socket, leaf: socket.getPeerX509Certificate(), address, handshakeMs };
}

/** What an open TLS session shows. */
export function tlsFacts({ socket, leaf, address, handshakeMs }: Secured): TlsFacts {
  const alpn = socket.alpnProtocol;
  // Node types it as an Error, and sets the error's code.
  const problem: unknown = socket.authorizationError;
  return {
    address,
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    ...(typeof alpn === 'string' && { alpn }),
    chain: sentChain(leaf),
    ...(!socket.authorized && { problem: certificateProblem(String(problem)) }),
    handshakeMs,
  };
}

/** What exchanges say of the TLS session they went through. */
export type SessionFacts = Pick<Exchange, 'tlsProtocol' | 'certificateSha256'>;

/** The protocol and the certificate of an open TLS session; looked at once a connection. */
export function sessionFacts({ socket, leaf }: Secured): SessionFacts {
  const tlsProtocol = socket.getProtocol();
  return {
    ...(tlsProtocol !== null && { tlsProtocol }),
    ...(leaf !== undefined && { certificateSha256: fingerprintOf(leaf) }),
  };
}

function fingerprintOf({ fingerprint256 }: X509Certificate): string {
  return fingerprint256.replaceAll(':', '').toLowerCase();
}

/**
 * `issuerCertificate` of a certificate from a handshake walks the list the server sent. `getPeerCertificate(true)` would go on with our own store.
 * A test with a chain that lacks its intermediate holds this.
 */
function sentChain(leaf: X509Certificate | undefined): readonly CertificateFacts[] {
  const chain: CertificateFacts[] = [];
  for (let at = leaf; at !== undefined && chain.length < maxChain; at = at.issuerCertificate)
    chain.push(certificateFacts(at));
  return chain;
}

function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    sha256: fingerprintOf(certificate),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: dnsNames(certificate.subjectAltName),
    validFrom: dateOf(certificate.validFromDate),
    validTo: dateOf(certificate.validToDate),
    selfSigned: certificate.checkIssued(certificate),
  };
}

/** A date that is none counts as long past: no client accepts such a certificate. */
function dateOf(date: Date): string {
  return instant(Number.isNaN(date.getTime()) ? 0 : date.getTime());
}

/** `CN=a, O=b`; Node writes one part a line. Undefined for an empty name. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ').slice(0, maxNameLength);
}

function dnsNames(subjectAltName: string | undefined): readonly string[] {
  const entries = (subjectAltName ?? '').split(', ').filter((entry) => entry.startsWith('DNS:'));
  return entries.slice(0, maxNames).map((entry) => entry.slice('DNS:'.length).toLowerCase());
}
