import { z } from 'zod';
import type { KnownRelease, News } from '../model/news.ts';
import type { SoftwareCatalogue } from '../model/software/catalogue.ts';
import type { SoftwareProfile } from '../model/software/profile.ts';
import { compareVersions, versionOf } from '../model/version.ts';
import type { OfferVisitRow } from '../store/offer-visits.ts';
import type { Store } from '../store/store.ts';

/** Of what a visit to a repository learned, the names of its tags. */
const Facts = z.object({ references: z.object({ tags: z.record(z.string(), z.unknown()) }).optional() });

/** A release has a number and nothing else: what is added marks a build before it, or another one. */
const releaseNumber = /^\d+\.\d+(?:\.\d+)*$/;

/**
 * The newest release of every branch, by the tags in the repositories in which makers work, as the newest visits found them. A repository is visited
 * where a watched server offers it as its source; of all others nothing is known.
 */
export async function taggedReleases(
  store: Pick<Store, 'offerVisitsAt'>,
  { profiles }: SoftwareCatalogue,
): Promise<News> {
  const places = profiles.flatMap((profile) => canonical(profile).map((url) => ({ profile, url })));
  const visits = await store.offerVisitsAt(places.map(({ url }) => url));
  const byUrl = new Map(visits.map((visit) => [visit.url, visit]));
  const found = places.flatMap(({ profile, url }) => {
    const visit = byUrl.get(url);
    return visit === undefined ? [] : releasesAt(profile, visit).map((release) => ({ profile, release }));
  });
  const byProfile = Map.groupBy(found, ({ profile }) => profile.id);
  return new Map(
    [...byProfile].map(([id, some]) => [
      id,
      { releases: some.map(({ release }) => release), advisories: [] },
    ]),
  );
}

function canonical({ repositories, version }: SoftwareProfile): readonly string[] {
  if (version === undefined || version.tags.length === 0) return [];
  return repositories.flatMap(({ url, role }) => (role === 'canonical' ? [url] : []));
}

function releasesAt({ version }: SoftwareProfile, visit: OfferVisitRow): readonly KnownRelease[] {
  const facts = Facts.safeParse(JSON.parse(visit.facts));
  const tags = Object.keys(facts.data?.references?.tags ?? {});
  const texts = tags.flatMap((tag) => numberIn(tag, version?.tags ?? []) ?? []);
  const basis = 'its makers have tagged it';
  return newestOfBranches(texts).map((text) => ({ version: text, seenAt: visit.checkedAt, basis }));
}

/** `patterns`: tags of a release, where `{version}` stands for its number. */
function numberIn(tag: string, patterns: readonly string[]): string | undefined {
  for (const pattern of patterns) {
    const [before = '', after = ''] = pattern.split('{version}');
    if (!tag.startsWith(before) || !tag.endsWith(after)) continue;
    const text = tag.slice(before.length, tag.length - after.length);
    if (releaseNumber.test(text)) return text;
  }
  return undefined;
}

function newestOfBranches(texts: readonly string[]): readonly string[] {
  const dated = texts.flatMap((text) => {
    const version = versionOf(text);
    return version === undefined ? [] : [{ text, version }];
  });
  const oldestFirst = dated.toSorted((a, b) => compareVersions(a.version, b.version));
  const newest = new Map(
    oldestFirst.map(({ text, version }) => [`${version.major}.${version.minor}`, text] as const),
  );
  return [...newest.values()];
}
