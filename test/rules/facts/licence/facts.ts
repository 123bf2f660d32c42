import type { SourceOffer } from '../../../../model/licence/offer.ts';
import { builtInNews } from '../../../../model/news.ts';
import { builtInSoftware } from '../../../../model/software/index.ts';
import { type Concealment, concealmentOf } from '../../../../rules/facts/concealment.ts';
import type { LicenceFacts } from '../../../../rules/facts/licence/decide.ts';
import type { Candidate } from '../../../../rules/facts/recognition.ts';
import type { Claim } from '../../../../rules/facts/software.ts';
import { aCheck, anOffer, mastodonUrl, places, tag } from '../../../../rules/given/source-offers.ts';

export {
  aCheck,
  anOffer,
  commit,
  mastodonUrl,
  ownUrl,
  places,
  tag,
} from '../../../../rules/given/source-offers.ts';

/** What a server says it runs. */
export function claim(name: string, version?: string): Claim {
  const profile = builtInSoftware.profileOf({ name, version });
  return { state: 'named', name, ...(profile !== undefined && { profile }) };
}

/** The software whose signs a server shows, beyond doubt. */
export const showing = (id: string): Candidate => {
  const profile = builtInSoftware.profileWithId(id);
  if (profile === undefined) throw new Error(`no profile ${id}`);
  return { profile, score: 6, strong: 2, strongOfServer: 2, signs: ['one', 'another'] };
};

/** What a case changes. `claim`, `recognised`, `offered`: what the rest is made from. */
export interface FactsChange extends Partial<LicenceFacts> {
  readonly claim?: Claim;
  readonly recognised?: Candidate;
  readonly offered?: readonly SourceOffer[];
}

function put(
  claimed: Claim,
  recognised: Candidate | undefined,
  offered: readonly SourceOffer[],
): Concealment {
  const sources = offered.filter(({ kind }) => kind !== 'page').map(({ url }) => url);
  const recognition = {
    ...{ candidates: [], frontEnds: [], certain: recognised !== undefined },
    ...(recognised !== undefined && { server: recognised, candidates: [recognised] }),
  };
  return concealmentOf(claimed, recognition, {
    apiVersion: undefined,
    sources,
    catalogue: builtInSoftware,
  });
}

/** A stock Mastodon that offers upstream's source; start valid, change one thing. */
export function facts(change: FactsChange = {}): LicenceFacts {
  const { claim: claimed, recognised, offered, ...rest } = change;
  const version = rest.version ?? '4.4.2';
  const says = claimed ?? claim('mastodon', version);
  const offers = rest.offers?.offers ?? offered ?? [anOffer(mastodonUrl)];
  return {
    concealment: put(says, recognised, offers),
    unknownName: says.state === 'named' && says.profile === undefined ? says.name : undefined,
    name: says.state === 'named' ? says.name : undefined,
    pagesUnread: rest.offers !== undefined && rest.offers.places['page-link'] !== 'read',
    frontEnds: [],
    recognisedFiles: 0,
    version,
    constants: new Map([['/configuration/statuses/max_characters', 500]]),
    replacedFiles: [],
    withoutNodeInfo: false,
    offers: { places: places(), offers },
    offersUnfinished: false,
    checks: [aCheck(mastodonUrl, { references: [tag('v4.4.2', 'found')] })],
    news: builtInNews,
    catalogue: builtInSoftware,
    changedAfter: undefined,
    ...rest,
  };
}
