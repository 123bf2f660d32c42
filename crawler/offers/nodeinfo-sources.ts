import { z } from 'zod';
import { text } from '../lenient.ts';
import { offerAddress } from './offer-url.ts';

/** Where NodeInfo documents name source. Source: NodeInfo 2.1 schema; metadata of Misskey, Bonfire, Pixelfed and WriteFreely. */
const Sources = z.object({
  software: z.object({ repository: text, homepage: text }).optional().catch(undefined),
  metadata: z
    .object({
      repositoryUrl: text,
      repository: text,
      app_repository: text,
      software: z.object({ repo: text, github: text }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** What a NodeInfo document names as its source, as sent: the software's fields, then its metadata; each once. A home page counts only where its address is that of source. */
export function nodeInfoSources(document: unknown): readonly string[] {
  const read = Sources.safeParse(document);
  if (!read.success) return [];
  const { software, metadata } = read.data;
  const home = software?.homepage;
  const isSource = home !== undefined && !['page', undefined].includes(offerAddress(home)?.kind);
  const named = [
    ...[software?.repository, metadata?.repositoryUrl, metadata?.repository, metadata?.app_repository],
    ...[metadata?.software?.repo, metadata?.software?.github, isSource ? home : undefined],
  ];
  return [...new Set(named.flatMap((one) => (one === undefined || one === '' ? [] : [one])))];
}
