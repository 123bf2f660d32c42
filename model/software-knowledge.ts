import { builtInNews, type News } from './news.ts';
import type { SoftwareCatalogue } from './software/catalogue.ts';
import { builtInSoftware } from './software/index.ts';

/** What is known of server software: by what it is known, and what is new. */
export interface SoftwareKnowledge {
  readonly software: SoftwareCatalogue;
  /** By profile id. */
  readonly news: News;
}

/** What this version of Fediscope knows by itself. */
export const builtInKnowledge: SoftwareKnowledge = { software: builtInSoftware, news: builtInNews };
