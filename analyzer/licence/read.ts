import { z } from 'zod';
import { offerPlaces, type SourceOffer } from '../../model/licence/offer.ts';
import type { News } from '../../model/news.ts';
import { reviewSubjectKey } from '../../model/review.ts';
import { type ReviewStanding, reviewStandings } from '../../model/review-standing.ts';
import { findingSubject } from '../../model/review-subject.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import { decisionOf, licenceRule } from '../../rules/facts/licence/sight.ts';
import type { Store } from '../../store/store.ts';
import { type Confirmed, confirmed } from '../confirm.ts';
import { seenBy } from '../evaluate.ts';
import { type Snapshot, snapshotOf } from '../snapshot.ts';
import { storedData } from '../stored-data.ts';
import { licenceRuleIds } from './deciding-rule.ts';
import { type DossierParts, dossierOf, type LicenceDossier } from './dossier.ts';
import { licenceRules } from './rules.ts';

/** Where dossiers are read from. `at`: the instant for which they hold, RFC 3339. */
export interface LicenceReads {
  readonly store: Pick<Store, 'latestBefore' | 'firstSince' | 'findingsBefore' | 'reviews'>;
  readonly news: News;
  readonly software: SoftwareCatalogue;
  readonly at: string;
}

/** What is known of the licences of some servers at an instant, in their order. It is made anew from the observations. */
export async function readLicences(
  reads: LicenceReads,
  servers: readonly ServerStanding[],
): Promise<readonly LicenceDossier[]> {
  if (servers.length === 0) return [];
  const reviews = reviewStandings(await reads.store.reviews());
  const read: LicenceDossier[] = [];
  for (const server of servers) read.push(await readLicence(reads, server, reviews));
  return read;
}

async function readLicence(
  reads: LicenceReads,
  server: ServerStanding,
  reviews: ReadonlyMap<string, ReviewStanding>,
): Promise<LicenceDossier> {
  const { store, at, news, software } = reads;
  const observations = await store.latestBefore(server.host, at);
  const snapshot = { ...snapshotOf(server, observations), news, software };
  const subjects = { rules: [...licenceRuleIds], servers: [server.host] };
  // One millisecond later: a finding of the instant itself is known then.
  const previous = await store.findingsBefore(subjects, new Date(Date.parse(at) + 1).toISOString());
  const judged = await confirmed({ store, rules: licenceRules }, server, { snapshot, previous });
  return dossierOf({
    server,
    decision: decided(judged),
    offers: offersOf(snapshot),
    findings: judged.findings,
    reviews: repliesTo(server, reviews),
  });
}

function decided({ findings, snapshot }: Confirmed): DossierParts['decision'] {
  if (findings.length === 0) return 'not-observed';
  try {
    return decisionOf(seenBy(licenceRule, snapshot));
  } catch {
    // The rules on licences decide the same way, and whoever runs them reports what they throw.
    return 'data-not-readable';
  }
}

/** What pages and reports read of an offer. */
const readable = z.object({ url: z.string(), place: z.enum(offerPlaces) });
const offered = z.object({
  offers: z.array(z.custom<SourceOffer>((offer) => readable.safeParse(offer).success)),
});

function offersOf({ observations }: Snapshot): readonly SourceOffer[] {
  const observation = observations.get('source-offers');
  return (observation && storedData(observation, offered)?.offers) ?? [];
}

function repliesTo(
  { host }: ServerStanding,
  reviews: ReadonlyMap<string, ReviewStanding>,
): readonly ReviewStanding[] {
  return licenceRuleIds
    .flatMap((rule) => reviews.get(reviewSubjectKey(findingSubject({ rule, server: host }))) ?? [])
    .toSorted((a, b) => ((a.history.at(-1)?.at ?? '') < (b.history.at(-1)?.at ?? '') ? 1 : -1));
}
