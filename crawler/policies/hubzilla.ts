import { requireSuccess, statusFailure } from '../net/json.ts';
import { decodeUtf8 } from '../net/json-text.ts';
import { ProbeFailure } from '../net/probe-failure.ts';
import type { Fetched } from '../probe.ts';
import { type Entries, EntryCollector } from './entries.ts';
import { listOptions, notSupported, type PolicyReader, read } from './reader.ts';
import { readSubject } from './subject.ts';
import type { Turns } from './turns.ts';

/** The list of blocked sites: the heading in the language of the sources, and the items after it. */
const blockedSites = /<h3>\s*Blocked sites\s*<\/h3>\s*<ul>/i;
const endOfList = /<\/ul>/i;
const aboutThisSite = /<h2>\s*About this site\s*<\/h2>/i;
/** With the space around it, which no pattern may try in two ways. */
const item = /<li>([^<]{0,1000})<\/li>/gi;

/** Hubzilla: a page for people. It matches parts of URLs, so subdomains too. Source: hubzilla:Zotlabs/Module/Siteinfo.php, view/tpl/siteinfo.tpl. */
export const hubzilla: PolicyReader = {
  origin: 'hubzilla',
  names: ['hubzilla', 'red', 'redmatrix'],
  covers: 'subdomains',
  read: async ({ base }, io) => {
    const fetched = await io.get(`${base}/siteinfo`, { ...listOptions, accept: 'text/html' });
    if (statusFailure(fetched)?.failure.code === 'http-not-found') return notSupported();
    return read(await readSiteInfo(requireSuccess(fetched), io.turns));
  },
};

/** The blocked sites on the page; without any it has no such heading. @throws {ProbeFailure} when the page is not the one we know, or in another language. */
export async function readSiteInfo(fetched: Fetched, turns: Turns): Promise<Entries> {
  const page = decodeUtf8(fetched.bytes);
  if (page === undefined) throw new ProbeFailure('body-not-utf8');
  const items = itemsIn(page);
  if (items === undefined && !aboutThisSite.test(page)) throw new ProbeFailure('body-unexpected');
  const collector = new EntryCollector();
  await collector.takeAll((items ?? '').matchAll(item), turns, ([, site = '']) => [
    readSubject(site.trim()),
    { level: 'reject', native: 'blocked' },
  ]);
  return collector.result();
}

/** What the list holds. Undefined: there is none, or it has no end. */
function itemsIn(page: string): string | undefined {
  const heading = blockedSites.exec(page);
  if (heading === null) return undefined;
  const list = page.slice(heading.index + heading[0].length);
  const end = list.search(endOfList);
  return end === -1 ? undefined : list.slice(0, end);
}
