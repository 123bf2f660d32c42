import { actorCacheCrosstalk } from './actor/cache-crosstalk.ts';
import { actorConnegActivityjson } from './actor/conneg-activityjson.ts';
import { actorConnegHtml } from './actor/conneg-html.ts';
import { actorConnegLdjson } from './actor/conneg-ldjson.ts';
import { actorConnegMixed } from './actor/conneg-mixed.ts';
import { actorContentType } from './actor/content-type.ts';
import { actorContext } from './actor/context.ts';
import { actorGone } from './actor/gone.ts';
import { actorIdCanonical } from './actor/id-canonical.ts';
import { actorInboxOutbox } from './actor/inbox-outbox.ts';
import { actorInstanceActorPublic } from './actor/instance-actor-public.ts';
import { actorKeyDrift } from './actor/key-drift.ts';
import { actorKeyIdFetch } from './actor/key-id-fetch.ts';
import { actorKeyOwner } from './actor/key-owner.ts';
import { actorKeyShape } from './actor/key-shape.ts';
import { actorOriginRedirect } from './actor/origin-redirect.ts';
import { actorSameHostEndpoints } from './actor/same-host-endpoints.ts';
import { actorSharedInbox } from './actor/shared-inbox.ts';
import { actorSizeUtf8 } from './actor/size-utf8.ts';
import { actorType } from './actor/type.ts';
import { actorUsername } from './actor/username.ts';
import { actorVary } from './actor/vary.ts';
import { collectionItemFetch } from './collection/item-fetch.ts';
import { collectionOutboxType } from './collection/outbox-type.ts';
import { collectionPage } from './collection/page.ts';
import { dnsAaaaUsable } from './dns/aaaa-usable.ts';
import { dnsPublicAddresses } from './dns/public-addresses.ts';
import { dnsResolves } from './dns/resolves.ts';
import { hostingAdvisories } from './hosting/advisories.ts';
import { hostingContact } from './hosting/contact.ts';
import { hostingFederationMode } from './hosting/federation-mode.ts';
import { hostingPrivacyPolicy } from './hosting/privacy-policy.ts';
import { hostingRegistrations } from './hosting/registrations.ts';
import { hostingRulesPage } from './hosting/rules-page.ts';
import { hostingSoftware } from './hosting/software.ts';
import { hostingSource } from './hosting/source.ts';
import { hostingVersionCurrent } from './hosting/version-current.ts';
import { hostmetaDocument } from './hostmeta/document.ts';
import { hostmetaLrdd } from './hostmeta/lrdd.ts';
import { httpDateSkew } from './http/date-skew.ts';
import { httpHsts } from './http/hsts.ts';
import { httpIpParity } from './http/ip-parity.ts';
import { httpLatencyBudget } from './http/latency-budget.ts';
import { httpRedirectBudget } from './http/redirect-budget.ts';
import { httpSoft404 } from './http/soft-404.ts';
import { httpWafChallenge } from './http/waf-challenge.ts';
import { instanceApiSignupState } from './instance-api/signup-state.ts';
import { licenceOfferCorresponds } from './licence/offer-corresponds.ts';
import { licenceOfferPresent } from './licence/offer-present.ts';
import { licenceOfferReachable } from './licence/offer-reachable.ts';
import { licenceSoftwareDeclared } from './licence/software-declared.ts';
import { nodeinfoContentType } from './nodeinfo/content-type.ts';
import { nodeinfoDiscovery } from './nodeinfo/discovery.ts';
import { nodeinfoHrefHost } from './nodeinfo/href-host.ts';
import { nodeinfoJrdShape } from './nodeinfo/jrd-shape.ts';
import { nodeinfoProtocols } from './nodeinfo/protocols.ts';
import { nodeinfoSchemaTolerant } from './nodeinfo/schema-tolerant.ts';
import { nodeinfoSoftwareDrift } from './nodeinfo/software-drift.ts';
import { nodeinfoVersionMatches } from './nodeinfo/version-matches.ts';
import { peeringClosedFederation } from './peering/closed-federation.ts';
import type { ServerRule } from './rule.ts';
import { tlsChainComplete } from './tls/chain-complete.ts';
import { tlsExpiry } from './tls/expiry.ts';
import { tlsValid } from './tls/valid.ts';
import { webfingerContentType } from './webfinger/content-type.ts';
import { webfingerHttpsOnlyRedirect } from './webfinger/https-only-redirect.ts';
import { webfingerLoopback } from './webfinger/loopback.ts';
import { webfingerResolves } from './webfinger/resolves.ts';
import { webfingerSelfLink } from './webfinger/self-link.ts';
import { webfingerSplitDomain } from './webfinger/split-domain.ts';
import { webfingerSubject } from './webfinger/subject.ts';
import { webfingerSubscribeTemplate } from './webfinger/subscribe-template.ts';

/** Every rule, in the order in which a request meets what they examine, then those for trust and safety and for legal. */
export const rules: readonly ServerRule[] = [
  dnsResolves,
  dnsPublicAddresses,
  dnsAaaaUsable,
  tlsValid,
  tlsChainComplete,
  tlsExpiry,
  httpDateSkew,
  httpWafChallenge,
  httpLatencyBudget,
  httpRedirectBudget,
  httpIpParity,
  httpSoft404,
  httpHsts,
  webfingerResolves,
  webfingerContentType,
  webfingerSubject,
  webfingerSelfLink,
  webfingerSplitDomain,
  webfingerLoopback,
  webfingerHttpsOnlyRedirect,
  webfingerSubscribeTemplate,
  hostmetaDocument,
  hostmetaLrdd,
  nodeinfoDiscovery,
  nodeinfoJrdShape,
  nodeinfoHrefHost,
  nodeinfoContentType,
  nodeinfoSchemaTolerant,
  nodeinfoProtocols,
  nodeinfoVersionMatches,
  nodeinfoSoftwareDrift,
  actorConnegLdjson,
  actorConnegActivityjson,
  actorConnegMixed,
  actorConnegHtml,
  actorContentType,
  actorVary,
  actorCacheCrosstalk,
  actorIdCanonical,
  actorOriginRedirect,
  actorContext,
  actorType,
  actorUsername,
  actorInboxOutbox,
  actorSameHostEndpoints,
  actorSharedInbox,
  actorSizeUtf8,
  actorKeyShape,
  actorKeyOwner,
  actorKeyIdFetch,
  actorKeyDrift,
  actorGone,
  actorInstanceActorPublic,
  collectionOutboxType,
  collectionPage,
  collectionItemFetch,
  instanceApiSignupState,
  peeringClosedFederation,
  hostingRegistrations,
  hostingFederationMode,
  hostingRulesPage,
  hostingContact,
  hostingSoftware,
  hostingVersionCurrent,
  hostingAdvisories,
  hostingPrivacyPolicy,
  hostingSource,
  licenceSoftwareDeclared,
  licenceOfferPresent,
  licenceOfferReachable,
  licenceOfferCorresponds,
];
