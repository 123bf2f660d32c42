import type { FailureCode } from '../../model/failure.ts';
import { ProbeFailure } from './probe-failure.ts';

/** How far a request is when something ends it. */
export type Phase = 'dns' | 'connect' | 'tls' | 'http' | 'body';

type ByPhase = Readonly<Record<Phase, FailureCode>>;

const reset: ByPhase = {
  // Nobody answered SERVFAIL; the resolver would not talk to us.
  dns: 'dns-refused',
  connect: 'connect-reset',
  // A reset in the handshake says as little about the certificate as one before it.
  tls: 'connect-reset',
  http: 'connect-reset',
  body: 'body-cut-off',
};
const closed: ByPhase = { ...reset, tls: 'tls-handshake', http: 'http-closed' };
const timeout: ByPhase = {
  dns: 'dns-timeout',
  connect: 'connect-timeout',
  tls: 'tls-timeout',
  http: 'http-timeout',
  body: 'body-timeout',
};
const refused: ByPhase = { ...reset, dns: 'dns-refused', connect: 'connect-refused' };

/** The code of a limit of time, by what was under way. */
export const timeoutCodes: ByPhase = timeout;

/** Node, c-ares, undici, OpenSSL and zlib in their own words, to ours. The only such table. */
export const errorCodes: Readonly<Record<string, FailureCode | ByPhase>> = {
  EMFILE: 'own-resources',
  ENFILE: 'own-resources',
  EADDRNOTAVAIL: 'own-resources',
  ENOMEM: 'own-resources',
  ENOBUFS: 'own-resources',
  EAI_MEMORY: 'own-resources',
  // c-ares, when we stop.
  ECANCELLED: 'shutting-down',

  ENOTFOUND: 'dns-nxdomain',
  ENODATA: 'dns-no-address',
  ESERVFAIL: 'dns-servfail',
  ETIMEOUT: 'dns-timeout',
  EREFUSED: 'dns-refused',
  EFORMERR: 'dns-refused',
  ENOTIMP: 'dns-refused',
  EBADRESP: 'dns-refused',
  EBADNAME: 'dns-refused',

  ECONNREFUSED: refused,
  ECONNRESET: reset,
  EPIPE: reset,
  ECONNABORTED: reset,
  ETIMEDOUT: timeout,
  UND_ERR_CONNECT_TIMEOUT: timeout,
  EHOSTUNREACH: 'connect-unreachable',
  ENETUNREACH: 'connect-unreachable',
  EHOSTDOWN: 'connect-unreachable',
  ENETDOWN: 'connect-unreachable',
  // Our own firewall; whoever watches from here cannot reach the address.
  EACCES: 'connect-unreachable',
  EPERM: 'connect-unreachable',
  EAFNOSUPPORT: 'connect-unreachable',

  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name-mismatch',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'tls-name-mismatch',
  HOSTNAME_MISMATCH: 'tls-name-mismatch',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  // OpenSSL says this of a leaf that came alone and whose issuer it does not know.
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-chain-incomplete',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-chain-incomplete',
  // Intermediates came along, but they lead to no root of ours.
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  CERT_UNTRUSTED: 'tls-untrusted',
  CERT_REJECTED: 'tls-untrusted',
  CERT_REVOKED: 'tls-untrusted',
  CERT_CHAIN_TOO_LONG: 'tls-untrusted',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted',
  INVALID_CA: 'tls-untrusted',
  INVALID_PURPOSE: 'tls-untrusted',
  PATH_LENGTH_EXCEEDED: 'tls-untrusted',
  EPROTO: 'tls-handshake',

  UND_ERR_SOCKET: closed,
  UND_ERR_HEADERS_TIMEOUT: 'http-timeout',
  UND_ERR_HEADERS_OVERFLOW: 'http-head-too-large',
  HPE_HEADER_OVERFLOW: 'http-head-too-large',
  UND_ERR_BODY_TIMEOUT: 'body-timeout',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { ...reset, http: 'http-malformed' },
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'body-too-large',
  HPE_INVALID_EOF_STATE: closed,
  ERR_STREAM_PREMATURE_CLOSE: closed,

  Z_DATA_ERROR: 'body-encoding',
  Z_NEED_DICT: 'body-encoding',
  Z_STREAM_ERROR: 'body-encoding',
  Z_BUF_ERROR: 'body-cut-off',
  Z_MEM_ERROR: 'own-resources',
};

/** Families of codes that are too many to list; in order. */
const prefixes: readonly (readonly [prefix: string, code: FailureCode])[] = [
  ['HPE_', 'http-malformed'],
  ['ERR_SSL_', 'tls-handshake'],
  ['ERR__ERROR_FORMAT', 'body-encoding'],
  ['ERR_PADDING', 'body-encoding'],
];

/**
 * The failure that an error of the network stands for.
 * @throws {unknown} the error itself, when it is none: then it is a bug of ours.
 */
export function classify(error: unknown, phase: Phase): ProbeFailure {
  if (error instanceof ProbeFailure) return error;
  const code = codeOf(error);
  const known = code === undefined ? undefined : failureCodeOf(code, phase);
  if (known === undefined) throw error;
  return new ProbeFailure(known, undefined, { cause: error });
}

/** The failure code of an error code in a phase. Undefined: no remote server causes it. */
export function failureCodeOf(code: string, phase: Phase): FailureCode | undefined {
  const row = Object.hasOwn(errorCodes, code) ? errorCodes[code] : undefined;
  if (row !== undefined) return typeof row === 'string' ? row : row[phase];
  return prefixes.find(([prefix]) => code.startsWith(prefix))?.[1];
}

/** What a certificate check of OpenSSL or Node says; anything unlisted means that we do not trust it. */
export function certificateProblem(code: string): FailureCode {
  const known = failureCodeOf(code, 'tls');
  return known?.startsWith('tls-') === true ? known : 'tls-untrusted';
}

function codeOf(error: unknown): string | undefined {
  // undici looks llhttp's number up in a table by name, so its parser errors have no code.
  if (error instanceof Error && error.name === 'HTTPParserError') return 'HPE_UNKNOWN';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
