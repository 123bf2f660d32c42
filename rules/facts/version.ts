import type { News, SoftwareNews } from '../../model/news.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import { type Version, versionOf } from '../../model/version.ts';
import type { Observed, Unobserved } from '../rule.ts';
import { claimOf } from './software.ts';

/** Which version a server says it runs, and what is known of that software. `open`: one of the two is missing, and why. */
export type Running =
  | {
      readonly known: true;
      readonly title: string;
      readonly text: string;
      readonly version: Version;
      readonly news: SoftwareNews;
    }
  | { readonly known: false; readonly why: string };

/** The version in NodeInfo, put beside the news of its software. */
export function runningOf(
  nodeinfo: Observed<'nodeinfo'> | Unobserved,
  news: News,
  software: SoftwareCatalogue,
): Running {
  const claim = claimOf(nodeinfo, software);
  if (claim.state === 'open') return { known: false, why: `NodeInfo was not read: ${claim.detail}` };
  if (claim.state === 'absent') return { known: false, why: 'NodeInfo does not say which software it is' };
  if (claim.profile === undefined) return { known: false, why: 'The software is not one we know' };
  const text =
    nodeinfo.ok && nodeinfo.data.document?.ok ? nodeinfo.data.document.data.software.version : undefined;
  if (text === undefined) return { known: false, why: 'NodeInfo names no version' };
  const version = versionOf(text);
  if (version === undefined) return { known: false, why: 'The version cannot be put in order with others' };
  const { id, title, releasesAs = id } = claim.profile;
  return {
    known: true,
    title,
    text,
    version,
    news: news.get(releasesAs) ?? { releases: [], advisories: [] },
  };
}
