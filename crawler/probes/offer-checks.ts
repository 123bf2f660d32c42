import type { SourceOffer } from '../../model/licence/offer.ts';
import type { OfferCheck, OfferChecks } from '../../model/licence/offer-check.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import type { OfferAnswer } from '../forges/forges.ts';
import { referencesOf, type WantedReference } from '../forges/wanted-references.ts';
import { ProbeFailure } from '../net/probe-failure.ts';
import { defineProbe, type Prior } from '../probe.ts';
import type { Unfinished } from '../visit/cut-off.ts';
import { instanceApi } from './instance-api.ts';
import { nodeinfo } from './nodeinfo.ts';
import { sourceOffers } from './source-offers.ts';

/** What is known of the addresses that a server offers. */
export type OfferChecksData = OfferChecks & Unfinished;

const maxChecks = 10;
const after = { nodeinfo, instanceApi, sourceOffers };

/** Whether what a server offers is source, and of the version that it runs. Each address is visited once for all servers that offer it. Source: AGPL-3.0 §13. */
export const offerChecks = defineProbe({
  id: 'offer-checks',
  version: 2,
  cadence: 'E',
  after,
  async run({ server, forges, signal, software }, io, prior): Promise<OfferChecksData> {
    const { sourceOffers } = prior;
    // Whatever failed there failed there, not here.
    if (!sourceOffers.ok) throw new ProbeFailure('prior-missing');
    const offers = differentOf(sourceOffers.data.offers);
    if (forges === undefined)
      return { checks: offers.map((offer) => unasked(offer, 'awaited', 'nobody visits forges here')) };
    const wanted = wantedBy(prior, software);
    // A crowd of addresses that answer slowly shall not keep our own waiting.
    const how = { signal, priority: server.role === 'hosted' ? 1 : 0 };
    const answers = await Promise.all(
      offers.map((offer): Promise<OfferAnswer> | OfferAnswer => {
        if (isOwnPage(offer))
          return { check: unasked(offer, 'not-source', 'it is a page of the server itself') };
        const { url, kind, reference } = offer;
        return forges.check({ url, kind, ...how, wanted: [...wanted, ...claimed(reference, wanted)] });
      }),
    );
    signal.throwIfAborted();
    for (const { recording } of answers) if (recording !== undefined) io.cite(recording);
    const checks = answers.map(({ check }) => check);
    return answers.some(({ isPending }) => isPending) ? { checks, unfinished: true } : { checks };
  },
});

/** Each address once, in the order in which it was offered. */
function differentOf(offers: readonly SourceOffer[]): readonly SourceOffer[] {
  const byUrl = new Map<string, SourceOffer>();
  for (const offer of offers) {
    const before = byUrl.get(offer.url);
    if (before === undefined || (before.reference === undefined && offer.reference !== undefined))
      byUrl.set(offer.url, offer);
  }
  return [...byUrl.values()].slice(0, maxChecks);
}

/** Its own requests are counted where its page was read. */
function isOwnPage({ url, kind, seenAt }: SourceOffer): boolean {
  return kind === 'page' && new URL(url).hostname === new URL(seenAt).hostname;
}

function unasked({ url, kind }: SourceOffer, state: 'awaited' | 'not-source', detail: string): OfferCheck {
  return { url, kind, state, references: [], licence: 'unread', detail };
}

/** By NodeInfo, else by the instance API; and what the software says that it was built from. */
function wantedBy(
  { nodeinfo, instanceApi, sourceOffers }: Prior<typeof after>,
  software: SoftwareCatalogue,
): readonly WantedReference[] {
  const document =
    nodeinfo.ok && nodeinfo.data.document?.ok === true ? nodeinfo.data.document.data : undefined;
  const api = instanceApi.ok && instanceApi.data.asked ? instanceApi.data.version : undefined;
  const version = document?.software.version ?? api;
  const form = document && software.profileOf(document.software)?.version;
  const wanted = version === undefined ? [] : referencesOf(form, version);
  return [...wanted, ...claimed(sourceOffers.ok ? sourceOffers.data.build : undefined, wanted)];
}

/** A reference that the operator or the software names by itself. A branch is none: it moves. */
function claimed(
  reference: string | undefined,
  wanted: readonly WantedReference[],
): readonly WantedReference[] {
  if (reference === undefined || wanted.some(({ names }) => names.includes(reference))) return [];
  if (/^[0-9a-f]{7,40}$/.test(reference)) return [{ kind: 'commit', names: [reference] }];
  return /^v?\d[\w.+-]*$/.test(reference) ? [{ kind: 'tag', names: [reference] }] : [];
}
