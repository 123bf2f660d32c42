import type { Advisory } from './advisories/advisory.ts';
import { profiles } from './software/index.ts';

/** A release that is out. `basis`: who says so, as the end of a sentence: `five servers run it`. */
export interface KnownRelease {
  readonly version: string;
  /** When that was last seen to be so. RFC 3339, UTC. */
  readonly seenAt: string;
  readonly basis: string;
}

/** What is known of a software beyond any one server. `releases`: in no order, not every one there is. */
export interface SoftwareNews {
  readonly releases: readonly KnownRelease[];
  readonly advisories: readonly Advisory[];
}

/** News by profile id. */
export type News = ReadonlyMap<string, SoftwareNews>;

/** What this version of Fediscope knows by itself: advisories, and no release, because a release list ages with us. */
export const builtInNews: News = new Map(
  profiles.map(({ id, advisories = [] }) => [id, { releases: [], advisories }]),
);

/** Both together. Of two advisories with one id the later one counts. */
export function withNews(news: News, more: News): News {
  const ids = new Set([...news.keys(), ...more.keys()]);
  return new Map([...ids].map((id) => [id, joined(news.get(id) ?? nothing, more.get(id) ?? nothing)]));
}

const nothing: SoftwareNews = { releases: [], advisories: [] };

function joined(first: SoftwareNews, second: SoftwareNews): SoftwareNews {
  const advisories = new Map([...first.advisories, ...second.advisories].map((each) => [each.id, each]));
  return { releases: [...first.releases, ...second.releases], advisories: [...advisories.values()] };
}
