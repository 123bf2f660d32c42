import { actor } from './actor.ts';
import { addresses } from './addresses.ts';
import { crosstalk } from './crosstalk.ts';
import { dns } from './dns.ts';
import { domains } from './domains.ts';
import { fingerprints } from './fingerprints.ts';
import { hostMeta } from './host-meta.ts';
import { instanceApi } from './instance-api.ts';
import { key } from './key.ts';
import { nodeinfo } from './nodeinfo.ts';
import { offerChecks } from './offer-checks.ts';
import { outbox } from './outbox.ts';
import { ownership } from './ownership.ts';
import { peers } from './peers.ts';
import { policies } from './policies.ts';
import { privacyPolicy } from './privacy-policy.ts';
import { robots } from './robots.ts';
import { soft404 } from './soft-404.ts';
import { sourceOffers } from './source-offers.ts';
import { tls } from './tls.ts';
import { webfinger } from './webfinger.ts';

/** Every question of a visit, in the order they are asked; each stands behind those it builds on. */
export const visitProbes = [
  dns,
  robots,
  hostMeta,
  domains,
  nodeinfo,
  instanceApi,
  webfinger,
  // Behind what is asked at every visit: the connection stands then, and it needs neither a handshake nor a turn of its own.
  tls,
  actor,
  crosstalk,
  addresses,
  key,
  outbox,
  soft404,
  peers,
  privacyPolicy,
  policies,
  fingerprints,
  sourceOffers,
  offerChecks,
] as const;

/** Every probe there is: those of a visit, and the proof that decides whose manners the visit has. */
export const probes = [ownership, ...visitProbes] as const;

/** What each probe's observations hold. */
export type ObservedData = {
  [P in (typeof probes)[number] as P['id']]: Awaited<ReturnType<P['run']>>;
};

export type ProbeId = keyof ObservedData;
