import { onMastodon } from './on-mastodon.ts';
import type { Scenario } from './scenario.ts';

const refusedByAll = 'RFC 7033 §4.2: clients must verify the certificate, so no peer connects';

const names: readonly Scenario[] = [
  onMastodon({
    name: 'nowhere',
    broken: 'dns-nxdomain',
    failed: { 'dns.resolves': 'RFC 1034: the name does not exist, so nobody finds the server' },
    cannotTell: { 'tls.valid': 'nothing to connect to', 'webfinger.resolves': 'nothing to ask' },
    note: 'The domain is gone from DNS. What it would answer is unknown, not wrong.',
  }),
  onMastodon({
    name: 'servfail',
    broken: 'dns-servfail',
    failed: {},
    cannotTell: {
      'dns.resolves':
        'RFC 1035 §4.1.1: a resolver in trouble of its own says the same, so one answer blames nobody',
      'tls.valid': 'nothing to connect to',
      'webfinger.resolves': 'nothing to ask',
    },
    note: 'The name servers answer SERVFAIL.',
  }),
  onMastodon({
    name: 'mixed',
    broken: 'dns-mixed',
    failed: {
      'dns.public-addresses': '10.0.0.1 is private (RFC 1918): peers that pick it refuse to connect',
    },
    cannotTell: { 'webfinger.resolves': 'we refuse a name with a private address, as peers do' },
    note: 'An internal address slipped into the public zone.',
  }),
  onMastodon({
    name: 'half-awake',
    broken: 'dns-ipv6-beside-dead',
    failed: { 'dns.aaaa-usable': 'an AAAA record is published and nothing takes connections there' },
    note: 'IPv6 was published and forgotten. Over IPv4 all is well.',
  }),
  onMastodon({
    name: 'two-faces',
    broken: 'dns-two-sites',
    failed: { 'http.ip-parity': 'one of two addresses answers with the page of another site' },
    note: 'An old machine stayed in DNS. Who gets its address sees no server.',
  }),
];

const certificates: readonly Scenario[] = [
  onMastodon({
    name: 'expired',
    broken: 'certificate-expired',
    failed: { 'tls.valid': refusedByAll, 'tls.expiry': 'notAfter was yesterday' },
    cannotTell: { 'webfinger.resolves': 'no request is sent over a connection that does not verify' },
    note: 'The renewal did not run. An expired certificate is invalid and has no days left: both rules speak.',
  }),
  onMastodon({
    name: 'premature',
    broken: 'certificate-not-yet-valid',
    failed: { 'tls.valid': refusedByAll },
    note: 'The certificate is from the future.',
  }),
  onMastodon({
    name: 'wrong-name',
    broken: 'certificate-wrong-name',
    failed: { 'tls.valid': refusedByAll },
    note: 'The proxy serves the certificate of another site.',
  }),
  onMastodon({
    name: 'self-signed',
    broken: 'certificate-self-signed',
    failed: { 'tls.valid': refusedByAll },
    note: 'The certificate is signed by itself.',
  }),
  onMastodon({
    name: 'half-chain',
    broken: 'certificate-no-intermediate',
    failed: {
      'tls.chain-complete': 'RFC 8446 §4.4.2: the server must send the intermediate certificates',
      'tls.valid': 'without the intermediate no path leads to a root, so peers refuse',
    },
    note: 'Browsers fetch the missing certificate themselves; peers do not.',
  }),
  onMastodon({
    name: 'expiring',
    broken: 'certificate-expiring',
    role: 'hosted',
    customer: 'Museum of Deadlines',
    failed: { 'tls.expiry': 'two days are left of ninety' },
    note: 'The renewal has been failing for weeks; today everything still works.',
  }),
];

const answers: readonly Scenario[] = [
  onMastodon({
    name: 'everything',
    broken: 'page-for-everything',
    failed: {
      'http.soft-404': 'a well-known document and an account that do not exist are answered with 200',
    },
    note: 'A single-page application answers every path that the proxy does not know.',
  }),
  onMastodon({
    name: 'fast-clock',
    broken: 'clock-ahead',
    role: 'hosted',
    customer: 'Observatory',
    failed: {
      'http.date-skew': 'Misskey accepts 300 s, Friendica 60 s: signatures dated 600 s ahead are refused',
    },
    note: 'The clock is ten minutes ahead, and signatures carry it.',
  }),
  onMastodon({
    name: 'guarded',
    broken: 'bot-challenge',
    role: 'hosted',
    customer: 'Agency of Walls',
    failed: { 'http.waf-challenge': 'cf-mitigated: challenge on federation URLs; no server can solve it' },
    cannotTell: {
      'webfinger.resolves': 'the challenge answered, not the server',
      'nodeinfo.discovery': 'the challenge answered, not the server',
      'actor.conneg-activityjson': 'the challenge answered, not the server',
    },
    note: 'The CDN was put in "under attack" mode.',
  }),
  onMastodon({
    name: 'ageless',
    broken: 'hsts-without-age',
    failed: { 'http.hsts': 'RFC 6797 §6.1.1: max-age is required; browsers ignore the header' },
    note: 'The header was copied without its first part.',
  }),
  onMastodon({
    name: 'slow',
    broken: 'webfinger-slow',
    failed: { 'http.latency-budget': 'six seconds; Misskey gives up after five' },
    note: 'WebFinger takes six seconds.',
  }),
  onMastodon({
    name: 'four-hops',
    broken: 'webfinger-four-hops',
    failed: { 'http.redirect-budget': 'four redirects; Mastodon follows three, Lemmy one' },
    note: 'A pile of rewrite rules.',
  }),
];

/** Faults below what a server says: names, certificates, the way answers come. */
export const transport: readonly Scenario[] = [...names, ...certificates, ...answers];
