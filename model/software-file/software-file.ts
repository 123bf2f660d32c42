import { z } from 'zod';
import { type ConfigurationProblem, schemaProblems } from '../configuration/problem.ts';
import { type News, type SoftwareNews, withNews } from '../news.ts';
import { SoftwareCatalogue } from '../software/catalogue.ts';
import type { SoftwareProfile } from '../software/profile.ts';
import type { SoftwareKnowledge } from '../software-knowledge.ts';
import { type Entry, readEntry } from './entry.ts';

/** What a file came to. What is wrong with one software costs that one alone, and what is wrong with a profile leaves its news: all of the rest counts. */
export interface SoftwareFile {
  readonly knowledge: SoftwareKnowledge;
  /** Ids of profiles that only the file has, and of ours that it changes; in the order of the file. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Ids with releases or advisories. */
  readonly news: readonly string[];
  readonly problems: readonly ConfigurationProblem[];
}

/** Takes what a file says of software, by profile id: releases and advisories, changes to profiles, and whole new ones. */
export function readSoftwareFile(given: unknown, before: SoftwareKnowledge): SoftwareFile {
  const listed = z.record(z.string(), z.unknown()).safeParse(given ?? {});
  if (!listed.success) return nothing(before, schemaProblems(listed.error, given, {}));
  const problems: ConfigurationProblem[] = [];
  const entries = new Map<string, Entry>();
  let software = before.software;
  for (const [id, value] of Object.entries(listed.data)) {
    const { entry, problems: found } = readEntry(id, value, software);
    problems.push(...found);
    if (entry === undefined) continue;
    entries.set(id, entry);
    if (entry.profile !== undefined) software = withProfile(software, entry.profile);
  }
  const stated = [...entries].filter(([, { profile }]) => profile !== undefined).map(([id]) => id);
  const isOurs = (id: string) => before.software.profileWithId(id) !== undefined;
  return {
    knowledge: { software, news: withNews(before.news, newsIn(entries)) },
    added: stated.filter((id) => !isOurs(id)),
    changed: stated.filter(isOurs),
    news: [...entries].filter(([, { news }]) => hasAny(news)).map(([id]) => id),
    problems,
  };
}

function nothing(knowledge: SoftwareKnowledge, problems: readonly ConfigurationProblem[]): SoftwareFile {
  return { knowledge, added: [], changed: [], news: [], problems };
}

function withProfile({ profiles }: SoftwareCatalogue, profile: SoftwareProfile): SoftwareCatalogue {
  const isNew = !profiles.some(({ id }) => id === profile.id);
  const others = profiles.map((one) => (one.id === profile.id ? profile : one));
  return new SoftwareCatalogue(isNew ? [...profiles, profile] : others);
}

function newsIn(entries: ReadonlyMap<string, Entry>): News {
  return new Map([...entries].map(([id, { news }]) => [id, news]));
}

function hasAny({ releases, advisories }: SoftwareNews): boolean {
  return releases.length + advisories.length > 0;
}
