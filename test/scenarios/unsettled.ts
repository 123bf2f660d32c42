import { onMastodon } from './on-mastodon.ts';
import type { Scenario } from './scenario.ts';

const silent = 'no answer came; that is availability, not compliance';
const asked = 'the server asked us not to, so nothing is known';

/** Servers of which one visit learns nothing. None of their rules may fail. */
export const unsettled: readonly Scenario[] = [
  onMastodon({
    name: 'refusing',
    broken: 'connection-refused',
    failed: {},
    cannotTell: { 'tls.valid': silent, 'webfinger.resolves': silent, 'actor.gone': silent },
    note: 'Nothing listens.',
  }),
  onMastodon({
    name: 'resetting',
    broken: 'connection-reset',
    failed: {},
    cannotTell: { 'tls.valid': silent, 'webfinger.resolves': silent },
    note: 'Every connection is reset before a certificate is shown: a firewall or a crashed proxy, not a bad certificate.',
  }),
  onMastodon({
    name: 'overloaded',
    broken: 'unavailable-everywhere',
    failed: {},
    cannotTell: { 'webfinger.resolves': silent, 'nodeinfo.discovery': silent },
    note: '503 everywhere, robots.txt too.',
  }),
  onMastodon({
    name: 'throttling',
    broken: 'rate-limited',
    failed: {},
    cannotTell: { 'webfinger.resolves': 'the server asked us to come back in an hour' },
    note: '429 with Retry-After: 3600. The visit ends and does not wait.',
  }),
  onMastodon({
    name: 'private',
    broken: 'robots-disallow-all',
    failed: {},
    cannotTell: {
      'webfinger.resolves': asked,
      'nodeinfo.discovery': asked,
      'actor.conneg-activityjson': asked,
    },
    note: 'robots.txt disallows everything.',
  }),
  onMastodon({
    name: 'mute',
    broken: 'dns-silent',
    failed: {},
    cannotTell: {
      'dns.resolves': 'a resolver that says nothing is not an answer',
      'webfinger.resolves': silent,
    },
    note: 'The name servers do not answer.',
  }),
  {
    host: 'gotosocial-peer.fedi.test',
    software: 'gotosocial',
    role: 'peer',
    account: 'alice@gotosocial-peer.fedi.test',
    failed: {},
    cannotTell: {
      'webfinger.resolves': asked,
      'nodeinfo.discovery': asked,
      'actor.conneg-activityjson': asked,
    },
    note: 'A stock GoToSocial: robots.txt forbids WebFinger, NodeInfo and users to crawlers.',
  },
  {
    host: 'lemmy-peer.fedi.test',
    software: 'lemmy',
    role: 'peer',
    account: 'alice@lemmy-peer.fedi.test',
    failed: {},
    cannotTell: { 'webfinger.resolves': 'a minute between two requests does not fit into a visit' },
    note: 'A stock Lemmy: Crawl-delay 60.',
  },
  {
    host: 'pixelfed.fedi.test',
    software: 'pixelfed',
    role: 'peer',
    account: 'alice@pixelfed.fedi.test',
    failed: {},
    cannotTell: {
      'actor.instance-actor-public': 'stock robots.txt forbids /i/, where the instance actor is',
    },
    note: 'A stock Pixelfed, healthy as far as crawlers may look.',
  },
];
