import { X509Certificate } from 'node:crypto';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import { instant } from '../../model/clock.ts';
import type { Exchange } from '../../model/exchange.ts';
import { certificateProblem } from './classify.ts';
import type { CertificateFacts, TlsFacts } from './tls-facts.ts';
import { sha256Of, type Trust } from './trust.ts';

/** Certificates of one handshake that are looked at. */
const maxChain = 10;
const maxNames = 100;
const maxNameLength = 512;

/** An open TLS session, and what it was verified with. */
export interface Secured {
  readonly socket: TLSSocket;
  readonly trust: Trust;
  readonly address: string;
  readonly handshakeMs: number;
}

/** What an open TLS session shows. */
export function tlsFacts({ socket, trust, address, handshakeMs }: Secured): TlsFacts {
  const alpn = socket.alpnProtocol;
  // Node types it as an Error, and sets the error's code.
  const problem: unknown = socket.authorizationError;
  return {
    address,
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    ...(typeof alpn === 'string' && { alpn }),
    chain: sentChain(socket, trust),
    ...(!socket.authorized && { problem: certificateProblem(String(problem)) }),
    handshakeMs,
  };
}

/** What exchanges say of the TLS session they went through. */
export type SessionFacts = Pick<Exchange, 'tlsProtocol' | 'certificateSha256'>;

/** The protocol and the certificate of an open TLS session; looked at once a connection. */
export function sessionFacts(socket: TLSSocket): SessionFacts {
  const tlsProtocol = socket.getProtocol();
  const leaf = shown(socket.getPeerCertificate());
  return {
    ...(tlsProtocol !== null && { tlsProtocol }),
    ...(leaf !== undefined && { certificateSha256: sha256Of(leaf) }),
  };
}

/** Node gives an empty object, or null, where a session has no certificate. */
function shown<Certificate extends PeerCertificate>(certificate: Certificate): Certificate | undefined {
  const given: Partial<Certificate> | null = certificate;
  return given?.raw === undefined ? undefined : certificate;
}

/**
 * The certificates that were sent, each followed by its issuer. Node goes on with the roots of our own store, which were not sent for all we know.
 * `getPeerX509Certificate` would list what was sent and nothing else, and loses 4.7 KB of memory for good each time an issuer came along
 * (Node 24.21, `X509Certificate::X509Certificate`: the issuer is copied and taken off the list, and not freed). See decision 0018.
 */
function sentChain(socket: TLSSocket, { roots }: Trust): readonly CertificateFacts[] {
  const chain: PeerCertificate[] = [];
  let at = shown(socket.getPeerCertificate(true));
  while (at !== undefined && chain.length < maxChain) {
    if (chain.length > 0 && roots.has(sha256Of(at))) break;
    chain.push(at);
    // The last one is its own issuer, or has none.
    at = at.issuerCertificate === at ? undefined : at.issuerCertificate;
  }
  return chain.map(({ raw }) => certificateFacts(new X509Certificate(raw)));
}

function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    sha256: sha256Of(certificate),
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
