import {
  type ApiTraces,
  type Fingerprint,
  type FingerprintWeight,
  frontEndClasses,
  showsInApi,
} from '../../model/fingerprint.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import type { Settled } from '../net/probe-failure.ts';
import type { InstanceApiData } from '../probes/instance-api.ts';
import type { SourceOffersData } from '../probes/source-offers.ts';
import type { WebFingerData } from '../probes/webfinger.ts';

/** What earlier probes of the visit saw of a server's software, besides what it says. */
export interface EarlierSigns {
  readonly instanceApi: Settled<InstanceApiData>;
  readonly webfinger: Settled<WebFingerData>;
  readonly sourceOffers: Settled<SourceOffersData>;
}

/** Families of which earlier probes saw a sign, with the weight of the best one. */
export function suspectedFamilies(
  earlier: EarlierSigns,
  { profiles }: SoftwareCatalogue,
): ReadonlyMap<string, FingerprintWeight> {
  const traces = tracesOf(earlier);
  const inPages = new Set(earlier.sourceOffers.ok ? earlier.sourceOffers.data.pageSigns : []);
  const suspected = new Map<string, FingerprintWeight>();
  for (const { part, family, fingerprints } of profiles) {
    if (part !== 'server') continue;
    for (const print of fingerprints)
      if ((showsInApi(print, traces) || inPages.has(print.id)) && suspected.get(family) !== 'strong')
        suspected.set(family, weightOf(print));
  }
  return suspected;
}

/** What a front end may have brought along speaks against no name. */
function weightOf({ kind, weight }: Fingerprint): FingerprintWeight {
  return weight === 'strong' && frontEndClasses.has(kind) ? 'medium' : weight;
}

/** The families of signs, by their ids. */
export function familiesOf(ids: readonly string[], { profiles }: SoftwareCatalogue): readonly string[] {
  return profiles
    .filter(({ fingerprints }) => fingerprints.some(({ id }) => ids.includes(id)))
    .map(({ family }) => family);
}

function tracesOf({ instanceApi, webfinger }: EarlierSigns): ApiTraces {
  const api = instanceApi.ok && instanceApi.data.asked ? instanceApi.data : undefined;
  const base = webfinger.ok ? webfinger.data.base : undefined;
  return {
    keys: api?.keys ?? [],
    version: api?.version,
    subscribeTemplate: base?.ok === true ? base.data.subscribeTemplate : undefined,
  };
}
