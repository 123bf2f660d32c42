/** How far a probe got before it failed. `policy`: we refused to go on; nothing was learned about the server. */
export type Stage = 'dns' | 'connect' | 'tls' | 'http' | 'body' | 'policy';

/**
 * Every way a probe can end without data: the code, the stage it belongs to, and what it says.
 * Closed set; a new code is a schema change and a line in `docs/decisions`.
 */
export const failureCodes = {
  'dns-nxdomain': { stage: 'dns', says: 'the name does not exist' },
  'dns-servfail': { stage: 'dns', says: 'the resolver answered with a server failure' },
  'dns-timeout': { stage: 'dns', says: 'the resolver did not answer in time' },
  'dns-no-address': { stage: 'dns', says: 'the name exists but has no address' },
  'dns-refused': { stage: 'dns', says: 'the resolver refused or garbled the question' },

  'connect-refused': { stage: 'connect', says: 'nothing listens on the port' },
  'connect-reset': { stage: 'connect', says: 'the connection was reset before an answer' },
  'connect-timeout': { stage: 'connect', says: 'no connection came about in time' },
  'connect-unreachable': { stage: 'connect', says: 'no route to the address' },

  'tls-expired': { stage: 'tls', says: 'the certificate has expired' },
  'tls-not-yet-valid': { stage: 'tls', says: 'the certificate is not valid yet' },
  'tls-name-mismatch': { stage: 'tls', says: 'the certificate names other hosts' },
  'tls-self-signed': { stage: 'tls', says: 'the certificate is signed by itself' },
  'tls-chain-incomplete': { stage: 'tls', says: 'the server sends no intermediate certificate' },
  'tls-untrusted': { stage: 'tls', says: 'the certificate leads to no authority we trust' },
  'tls-handshake': { stage: 'tls', says: 'no TLS session came about' },
  'tls-timeout': { stage: 'tls', says: 'the TLS handshake did not finish in time' },

  'http-timeout': { stage: 'http', says: 'no response head came in time' },
  'http-malformed': { stage: 'http', says: 'the response is not HTTP' },
  'http-head-too-large': { stage: 'http', says: 'the response head is over our cap' },
  'http-closed': { stage: 'http', says: 'the connection closed without a response' },
  'http-not-found': { stage: 'http', says: 'the answer was 404' },
  'http-gone': { stage: 'http', says: 'the answer was 410' },
  'http-unauthorized': { stage: 'http', says: 'the answer was 401' },
  'http-forbidden': { stage: 'http', says: 'the answer was 403' },
  'http-rate-limited': { stage: 'http', says: 'the answer was 429' },
  'http-challenged': { stage: 'http', says: 'a bot challenge stood in the way' },
  'http-client-error': { stage: 'http', says: 'the answer was another 4xx' },
  'http-server-error': { stage: 'http', says: 'the answer was a 5xx' },
  'http-unexpected-status': { stage: 'http', says: 'the answer was neither 2xx, 4xx nor 5xx' },
  'redirect-loop': { stage: 'http', says: 'redirects go in a circle' },
  'redirect-limit': { stage: 'http', says: 'more redirects than our cap' },
  'redirect-downgrade': { stage: 'http', says: 'a redirect leads from https to http' },
  'redirect-malformed': { stage: 'http', says: 'a redirect leads to no URL we may follow' },

  'body-timeout': { stage: 'body', says: 'the body did not finish in time' },
  'body-cut-off': { stage: 'body', says: 'the body ended before its end' },
  'body-too-large': { stage: 'body', says: 'the body is over our cap' },
  'body-inflates': { stage: 'body', says: 'the compressed body grows beyond our ratio' },
  'body-encoding': { stage: 'body', says: 'the body is not in the content encoding it names' },
  'body-not-utf8': { stage: 'body', says: 'the body is not UTF-8' },
  'body-html': { stage: 'body', says: 'the body is HTML where data was asked for' },
  'body-not-json': { stage: 'body', says: 'the body is not JSON' },
  'body-too-deep': { stage: 'body', says: 'the JSON is nested beyond our cap' },
  'body-not-xml': { stage: 'body', says: 'the body is not the XML asked for' },
  'body-unexpected': { stage: 'body', says: 'the document lacks what its format requires' },

  'address-forbidden': {
    stage: 'policy',
    says: 'the name leads to an address that is not globally routable',
  },
  'url-forbidden': { stage: 'policy', says: 'the URL is one we do not follow' },
  'robots-disallowed': { stage: 'policy', says: 'robots.txt asks us not to' },
  'robots-unreachable': { stage: 'policy', says: 'robots.txt could not be read, so we stay away' },
  'opted-out': { stage: 'policy', says: 'the server asked not to be watched' },
  'crawl-delay': { stage: 'policy', says: 'the delay robots.txt asks for does not fit' },
  'retry-after': { stage: 'policy', says: 'the server asked us to come back later' },
  'request-budget': { stage: 'policy', says: 'the visit has used up its requests' },
  'address-budget': { stage: 'policy', says: 'too many requests wait for its address' },
  'domain-budget': { stage: 'policy', says: 'too many requests wait for its registrable domain' },
  noindex: { stage: 'policy', says: 'X-Robots-Tag asks us not to keep the document' },
  retired: { stage: 'policy', says: 'its whole site answered 410, so we no longer visit' },
  'ownership-unproven': { stage: 'policy', says: 'only a server that is proven ours is asked this' },
  'own-network-down': { stage: 'policy', says: 'our own network was down' },
  'visit-deadline': { stage: 'policy', says: 'the visit ran out of time' },
  overrun: { stage: 'policy', says: 'its time passed before we could begin' },
  'prior-missing': { stage: 'policy', says: 'a probe that this one builds on has no data' },
  'own-resources': { stage: 'policy', says: 'we ran out of sockets, files or memory' },
  'monitor-down': { stage: 'policy', says: 'we were not running' },
  'shutting-down': { stage: 'policy', says: 'we were stopping' },
  'own-bug': { stage: 'policy', says: 'our code failed; this says nothing about the server' },
} as const satisfies Record<string, { stage: Stage; says: string }>;

export type FailureCode = keyof typeof failureCodes;

/** Why a probe has no data. `detail`: our own words, at most 200 characters, never remote text. */
export interface Failure {
  readonly code: FailureCode;
  readonly stage: Stage;
  readonly detail: string;
}

/** A failure with the stage its code belongs to. */
export function failure(code: FailureCode, detail: string = failureCodes[code].says): Failure {
  return { code, stage: failureCodes[code].stage, detail };
}

const refusals: ReadonlySet<FailureCode> = new Set([
  'robots-disallowed',
  'robots-unreachable',
  'opted-out',
  'noindex',
  'retired',
]);
const ownLimits: ReadonlySet<FailureCode> = new Set([
  'crawl-delay',
  'retry-after',
  'request-budget',
  'address-budget',
  'domain-budget',
  'ownership-unproven',
  'own-network-down',
  'visit-deadline',
  'own-resources',
  'monitor-down',
  'shutting-down',
  'overrun',
  'prior-missing',
  'own-bug',
]);

/** The outcome an observation without data has: refused by the server's wish, not done by ours, or failed. */
export function outcomeOf(code: FailureCode): 'disallowed' | 'missed' | 'failed' {
  if (refusals.has(code)) return 'disallowed';
  return ownLimits.has(code) ? 'missed' : 'failed';
}
