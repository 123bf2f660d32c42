import type { OfferPlace } from '../../model/licence/offer.ts';
import type { SoftwareProfile, StockOffer } from '../../model/software/profile.ts';

/** Pages and documents that are read of one server besides what other probes read. */
export interface PlacePlan {
  /** Is `/.well-known/x-nodeinfo2` read? */
  readonly nodeinfo2: boolean;
  /** Path of the software's own API. Absent: it has none that GET reads. */
  readonly api?: string;
  /** Pages in the order they are read. */
  readonly pages: readonly PlannedPage[];
  /** Path of the archive that the server itself hands out. Absent: the software has none, or the version is not known. */
  readonly archive?: string;
}

/** One page. `wholly`: the software has it for this, so that a link counts wherever it stands. `spare`: not read where an earlier page had data. */
export interface PlannedPage {
  readonly path: string;
  readonly wholly?: true;
  readonly spare?: true;
}

const landing: PlannedPage = { path: '/' };
/** Nobody but the operator writes there. */
const about: PlannedPage = { path: '/about', wholly: true, spare: true };
const everybodys: ReadonlySet<string> = new Set([landing.path, about.path]);

const pagePlaces: ReadonlySet<OfferPlace> = new Set(['page-data', 'noscript', 'page-link']);
/** What tells of the build or may have been given a member for it. Source: PeerTube server-config-manager.ts; Lemmy crates/api. */
const ownApis: ReadonlyMap<string, string> = new Map([
  ['peertube', '/api/v1/config'],
  ['lemmy', '/api/v3/site'],
]);
/** Source: Castopod NodeInfo2Controller.php, Gancio server/federation/webfinger.js. */
const withNodeInfo2: ReadonlySet<string> = new Set(['castopod', 'gancio', 'owncast']);

/** Where a server may offer its source, by its software. `profile` undefined: unknown software is asked at the places that most have. `version`: as it says. */
export function placePlan(profile: SoftwareProfile | undefined, version: string | undefined): PlacePlan {
  if (profile === undefined) return { nodeinfo2: true, pages: [landing, about] };
  // Without a clause on networks nothing has to be offered to anybody who comes by.
  if (!profile.networkClause) return { nodeinfo2: false, pages: [] };
  const { id, offers = [] } = profile;
  const api = ownApis.get(id);
  const archive = archiveOf(offers, version);
  return {
    nodeinfo2: withNodeInfo2.has(id),
    pages: [landing, ...ownPages(offers), about],
    ...(api !== undefined && { api }),
    ...(archive !== undefined && { archive }),
  };
}

/** Pages that the software has besides those of everybody; one with data only is read where no other had it. */
function ownPages(offers: readonly StockOffer[]): readonly PlannedPage[] {
  const pages = new Map<string, PlannedPage>();
  for (const { place, path } of offers) {
    if (!pagePlaces.has(place) || everybodys.has(path) || pages.has(path)) continue;
    pages.set(path, { path, wholly: true, ...(place === 'page-data' && { spare: true }) });
  }
  return [...pages.values()];
}

function archiveOf(offers: readonly StockOffer[], version: string | undefined): string | undefined {
  const path = offers.find(({ place }) => place === 'own-archive')?.path;
  if (path === undefined || version === undefined || !/^[\w.+-]{1,80}$/.test(version)) return undefined;
  return path.replace('{version}', () => encodeURIComponent(version));
}
