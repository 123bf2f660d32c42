import type { FailureCode } from '../../../model/failure.ts';

/** One certificate as the server sent it, without the names of who holds and who signed it: what a person signed for a server of their own mostly says who they are. Instants are RFC 3339, UTC. */
export interface CertificateFacts {
  readonly sha256: string;
  /** DNS names only, at most 100. */
  readonly names: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly selfSigned: boolean;
}

/** A TLS session that sent no request. `chain`: leaf first, each followed by its issuer, only what the handshake carried; a root that our own store holds is left out, sent or not. `problem`: why a verifying client refuses; absent: it accepts. */
export interface TlsFacts {
  readonly address: string;
  readonly protocol: string;
  readonly cipher: string;
  readonly alpn?: string;
  readonly chain: readonly CertificateFacts[];
  readonly problem?: FailureCode;
  readonly handshakeMs: number;
}
