import type { CertificateFacts } from '../../crawler/probe.ts';
import type { TlsData } from '../../crawler/probes/tls.ts';
import { aServer } from './builders.ts';

/** A certificate with three months to live, seen on 2026-06-01; change one thing. */
export function aCertificate(change: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    sha256: 'a'.repeat(64),
    names: ['example.org'],
    validFrom: '2026-05-15T00:00:00.000Z',
    validTo: '2026-08-13T00:00:00.000Z',
    selfSigned: false,
    ...change,
  };
}

/** One healthy session with the leaf and its intermediate; change one thing. */
export function aSession(change: Partial<TlsData['sessions'][number]> = {}): TlsData['sessions'][number] {
  return {
    host: aServer.host,
    address: '192.0.2.1',
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    chain: [aCertificate(), aCertificate({ names: [] })],
    handshakeMs: 20,
    ...change,
  };
}

/** A healthy server's sessions, or those given. */
export function aTls(...sessions: readonly TlsData['sessions'][number][]): TlsData {
  return { sessions: sessions.length === 0 ? [aSession()] : sessions };
}
