/**
 * How a check is made. `P`: anonymous GET, also at peers. `S`: a GET that our own actor signs. `O`: at servers that are proven ours only.
 */
export type CheckTier = 'P' | 'S' | 'O';

/** One check of the core: what has to be known of a server before anything else. `later`: what will do it. */
export type CoreCheck =
  | { readonly id: string; readonly tier: 'P' }
  | { readonly id: string; readonly tier: 'S' | 'O'; readonly later: string };

const observer = 'issue 8, with an actor of our own that signs and receives';
const canary = 'issue 8, with an account of ours on the server';

const anonymous = [
  'dns.resolves dns.public-addresses dns.aaaa-usable tls.valid tls.chain-complete tls.expiry',
  'http.ip-parity http.date-skew http.waf-challenge http.latency-budget http.redirect-budget http.soft-404',
  'webfinger.resolves webfinger.content-type webfinger.subject webfinger.self-link webfinger.split-domain webfinger.loopback',
  'hostmeta.lrdd nodeinfo.discovery nodeinfo.jrd-shape nodeinfo.href-host nodeinfo.schema-tolerant nodeinfo.protocols',
  'nodeinfo.software-drift actor.conneg-ldjson actor.conneg-activityjson actor.conneg-mixed actor.content-type actor.vary',
  'actor.cache-crosstalk actor.id-canonical actor.context actor.type actor.username actor.inbox-outbox',
  'actor.same-host-endpoints actor.key-shape actor.key-owner actor.key-id-fetch actor.key-drift actor.gone',
  'collection.outbox-type collection.item-fetch actor.instance-actor-public',
].flatMap((line) => line.split(' '));

/** The core, in the order in which a request meets what is checked. */
export const coreChecks: readonly CoreCheck[] = [
  ...anonymous.map((id) => ({ id, tier: 'P' }) as const),
  { id: 'signature.fetch-mode', tier: 'S', later: observer },
  { id: 'signature.signed-get-cavage', tier: 'S', later: observer },
  { id: 'signature.key-callback', tier: 'S', later: observer },
  { id: 'inbox.unsigned-rejected', tier: 'O', later: observer },
  { id: 'inbox.tampered-rejected', tier: 'O', later: observer },
  { id: 'inbox.actor-mismatch', tier: 'O', later: observer },
  { id: 'inbox.noop-accepted', tier: 'O', later: observer },
  { id: 'inbox.waf-post', tier: 'O', later: observer },
  { id: 'canary.follow-accept', tier: 'O', later: canary },
  { id: 'canary.post-delivery', tier: 'O', later: canary },
  { id: 'canary.inbound-visible', tier: 'O', later: canary },
  { id: 'instance-api.health', tier: 'O', later: 'issue 8, with the canary: asked of hosted servers only' },
];
