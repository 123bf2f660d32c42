import { drifts } from './over-time.ts';

/** Rules by the healthy server that passes them in one visit: the stock one, and those with the set-up that a rule is about. */
const rulesOf: Readonly<Record<string, readonly string[]>> = {
  'mastodon.fedi.test': [
    'dns.resolves dns.public-addresses tls.valid tls.chain-complete tls.expiry',
    'http.date-skew http.waf-challenge http.latency-budget http.redirect-budget http.soft-404',
    'webfinger.resolves webfinger.content-type webfinger.subject webfinger.self-link webfinger.loopback',
    'nodeinfo.discovery nodeinfo.jrd-shape nodeinfo.href-host nodeinfo.schema-tolerant nodeinfo.protocols',
    'actor.conneg-ldjson actor.conneg-activityjson actor.conneg-mixed actor.content-type actor.vary',
    'actor.cache-crosstalk actor.id-canonical actor.context actor.type actor.username actor.inbox-outbox',
    'actor.same-host-endpoints actor.key-shape actor.key-owner actor.key-id-fetch actor.gone',
    'collection.outbox-type collection.item-fetch actor.instance-actor-public',
  ],
  'awake.fedi.test': ['dns.aaaa-usable http.ip-parity'],
  'split.fedi.test': ['webfinger.split-domain hostmeta.lrdd'],
};

/** Hosts that must pass a rule in one visit, by rule. */
export const passing: ReadonlyMap<string, string> = new Map(
  Object.entries(rulesOf).flatMap(([host, lines]) =>
    lines.flatMap((line) => line.split(' ').map((rule) => [rule, host] as const)),
  ),
);

/** Healthy servers that must pass a rule, by rule; what shows over time passes after three visits without a change. */
export function healthyServers(): ReadonlyMap<string, string> {
  const drifting = drifts.map(({ rule, host }) => [rule, `${host} in three equal visits`] as const);
  return new Map([...passing, ...drifting]);
}
