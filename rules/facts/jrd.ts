import type { JrdFacts } from '../../crawler/probes/webfinger.ts';
import { activityJson, activityLdJson } from './media-type.ts';

/** Hrefs of the links that lead to an actor: `self`, with one of the two types, compared as strings as Mastodon does. */
export function actorLinks({ selfLinks }: JrdFacts): readonly string[] {
  return selfLinks
    .filter(({ type }) => type === activityJson || type === activityLdJson)
    .map(({ href }) => href);
}

/** Are two account URIs the same account? Their case does not matter. Source: RFC 7565; SWICG report, "Encoding". */
export function sameAccount(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
