import { z } from 'zod';
import { text } from '../documents/lenient.ts';
import { type OfferAddress, offerAddress } from './offer-url.ts';

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

/** Addresses that a NodeInfo document names as its source: the software's fields, then its metadata; each once. A home page counts only where its address is that of source. */
export function nodeInfoSources(document: unknown): readonly OfferAddress[] {
  const read = Sources.safeParse(document);
  if (!read.success) return [];
  const { software, metadata } = read.data;
  const named = [
    ...[software?.repository, metadata?.repositoryUrl, metadata?.repository, metadata?.app_repository],
    ...[metadata?.software?.repo, metadata?.software?.github],
  ];
  const home = offerAddress(software?.homepage ?? '');
  const addresses = named.flatMap((text) => offerAddress(text ?? '') ?? []);
  if (home !== undefined && home.kind !== 'page') addresses.push(home);
  const byUrl = new Map(addresses.map((address) => [`${address.url} ${address.reference ?? ''}`, address]));
  return [...byUrl.values()];
}
