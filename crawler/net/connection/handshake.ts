import { hash, X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { instant } from '../../../model/clock.ts';
import type { Exchange } from '../../../model/exchange.ts';
import { certificateProblem } from '../classify.ts';
import { Recent } from '../recent.ts';
import type { SentCertificates } from './sent-certificates.ts';
import type { CertificateFacts, TlsFacts } from './tls-facts.ts';
import { sha256Of } from './trust.ts';

const maxNames = 100;

/** An open TLS session, and what the server showed when it began. */
export interface Secured {
  readonly socket: TLSSocket;
  readonly sent: SentCertificates;
  readonly address: string;
  readonly handshakeMs: number;
}

/** What an open TLS session shows. */
export function tlsFacts({ socket, sent, address, handshakeMs }: Secured): TlsFacts {
  const alpn = socket.alpnProtocol;
  // Node types it as an Error, and sets the error's code.
  const problem: unknown = socket.authorizationError;
  return {
    address,
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    ...(typeof alpn === 'string' && { alpn }),
    chain: sent.map((der, at) => knownFacts(der, at === 0 ? leaves : issuers)),
    ...(!socket.authorized && { problem: certificateProblem(String(problem)) }),
    handshakeMs,
  };
}

/** What exchanges say of the TLS session they went through. */
export type SessionFacts = Pick<Exchange, 'tlsProtocol' | 'certificateSha256'>;

/** The protocol and the certificate of an open TLS session; looked at once a connection. */
export function sessionFacts({ socket, sent }: Pick<Secured, 'socket' | 'sent'>): SessionFacts {
  const tlsProtocol = socket.getProtocol();
  const [leaf] = sent;
  return {
    ...(tlsProtocol !== null && { tlsProtocol }),
    ...(leaf !== undefined && { certificateSha256: hash('sha256', leaf) }),
  };
}

type Facts = Recent<string, CertificateFacts>;

/** A handful of issuers have signed most certificates there are. By the hash of their DER form. */
const issuers: Facts = new Recent(500, () => true);
/** A server has one certificate for weeks, and so have all names below a wildcard. */
const leaves: Facts = new Recent(2_000, () => true);

/** To read a certificate costs as much as a request. */
function knownFacts(der: Buffer, known: Facts): CertificateFacts {
  return known.of(hash('sha256', der), () => factsOf(der));
}

function factsOf(der: Buffer): CertificateFacts {
  const certificate = new X509Certificate(der);
  return {
    sha256: sha256Of(certificate),
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

function dnsNames(subjectAltName: string | undefined): readonly string[] {
  const entries = (subjectAltName ?? '').split(', ').filter((entry) => entry.startsWith('DNS:'));
  return entries.slice(0, maxNames).map((entry) => entry.slice('DNS:'.length).toLowerCase());
}
