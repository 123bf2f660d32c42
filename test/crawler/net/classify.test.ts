import { describe, expect, it } from 'vitest';
import {
  certificateProblem,
  classify,
  errorCodes,
  failureCodeOf,
  type Phase,
} from '../../../crawler/net/classify.ts';
import { ProbeFailure } from '../../../crawler/net/probe-failure.ts';
import type { FailureCode } from '../../../model/failure.ts';

const coded = (code: string) => Object.assign(new Error(code), { code });

/** Error code, phase, failure: written by hand from the documents of Node, c-ares, undici, OpenSSL and zlib. */
const table: readonly (readonly [code: string, phase: Phase, failure: FailureCode])[] = [
  ['EMFILE', 'connect', 'own-resources'],
  ['ENFILE', 'connect', 'own-resources'],
  ['EADDRNOTAVAIL', 'connect', 'own-resources'],
  ['ENOMEM', 'dns', 'own-resources'],
  ['ENOBUFS', 'http', 'own-resources'],
  ['ENOTFOUND', 'dns', 'dns-nxdomain'],
  ['ENODATA', 'dns', 'dns-no-address'],
  ['ESERVFAIL', 'dns', 'dns-servfail'],
  ['ETIMEOUT', 'dns', 'dns-timeout'],
  ['EREFUSED', 'dns', 'dns-refused'],
  ['ECONNREFUSED', 'dns', 'dns-refused'],
  ['ECONNRESET', 'dns', 'dns-refused'],
  ['EPIPE', 'dns', 'dns-refused'],
  ['ECANCELLED', 'dns', 'shutting-down'],
  ['ECONNREFUSED', 'connect', 'connect-refused'],
  ['ECONNRESET', 'connect', 'connect-reset'],
  ['ECONNRESET', 'tls', 'connect-reset'],
  ['ECONNRESET', 'http', 'connect-reset'],
  ['ECONNRESET', 'body', 'body-cut-off'],
  ['ETIMEDOUT', 'connect', 'connect-timeout'],
  ['ETIMEDOUT', 'body', 'body-timeout'],
  ['EHOSTUNREACH', 'connect', 'connect-unreachable'],
  ['ENETUNREACH', 'connect', 'connect-unreachable'],
  ['CERT_HAS_EXPIRED', 'tls', 'tls-expired'],
  ['CERT_NOT_YET_VALID', 'tls', 'tls-not-yet-valid'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'tls-name-mismatch'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'tls-self-signed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'tls-chain-incomplete'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', 'tls-untrusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', 'tls-untrusted'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'tls-handshake'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'http', 'tls-handshake'],
  ['EPROTO', 'tls', 'tls-handshake'],
  ['UND_ERR_SOCKET', 'http', 'http-closed'],
  ['UND_ERR_SOCKET', 'body', 'body-cut-off'],
  ['UND_ERR_HEADERS_OVERFLOW', 'http', 'http-head-too-large'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'body', 'body-cut-off'],
  ['HPE_INVALID_CONSTANT', 'http', 'http-malformed'],
  ['Z_DATA_ERROR', 'body', 'body-encoding'],
  ['Z_BUF_ERROR', 'body', 'body-cut-off'],
  ['ERR__ERROR_FORMAT_PADDING_1', 'body', 'body-encoding'],
];

describe('an error of the network', () => {
  it.each(table)('%s while in %s is %s', (code, phase, failure) => {
    expect(classify(coded(code), phase).failure.code).toBe(failure);
  });

  it('that is a failure already stays what it is', () => {
    const failure = new ProbeFailure('crawl-delay');

    expect(classify(failure, 'http')).toBe(failure);
  });

  it.each(['ERR_INVALID_ARG_TYPE', 'UND_ERR_INVALID_ARG', 'constructor', 'toString'])(
    '%s is a bug of ours and thrown on',
    (code) => {
      const bug = coded(code);

      expect(() => classify(bug, 'http')).toThrow(bug);
      expect(failureCodeOf(code, 'http')).toBeUndefined();
    },
  );

  it('keeps its cause', () => {
    const cause = coded('ECONNRESET');

    expect(classify(cause, 'http').cause).toBe(cause);
  });

  it('has a row for every phase it may come in', () => {
    for (const row of Object.values(errorCodes)) {
      if (typeof row !== 'string')
        expect(Object.keys(row).toSorted()).toEqual(['body', 'connect', 'dns', 'http', 'tls']);
    }
  });
});

describe('a problem of a certificate', () => {
  it('that nobody has listed means no trust', () => {
    expect(certificateProblem('SOMETHING_NEW')).toBe('tls-untrusted');
    expect(certificateProblem('ECONNREFUSED')).toBe('tls-untrusted');
    expect(certificateProblem('CERT_HAS_EXPIRED')).toBe('tls-expired');
  });
});
