import type { Host } from '../../../model/host.ts';
import { type Markup, markup } from '../markup.ts';
import { serverLink } from './server-list.ts';
import { consentMark } from './state.ts';

/** A page names this many of them, and counts the rest. */
const mostNamed = 8;

/** Those of some servers that a page, or its data as JSON, names; in their order. */
export function namedOn(main: Markup | string, servers: readonly Host[]): readonly Host[] {
  if (servers.length === 0) return [];
  // One pass over the page, however many servers there are. Names may break after their dots.
  const words = String(main)
    .replaceAll('<wbr>', '')
    .matchAll(/[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?/g);
  const named = new Set(Array.from(words, ([word]) => word));
  return servers.filter((server) => named.has(server));
}

/** Says which servers on a page do not prove to be ours, so that no list of names has to. Undefined: there is none. */
export function unprovenNotice(servers: readonly Host[]): Markup | undefined {
  if (servers.length === 0) return undefined;
  const more = servers.length - mostNamed;
  return markup`<p class="notice" role="note">${consentMark('unproven')} ${servers
    .slice(0, mostNamed)
    .map((server, index) => markup`${index > 0 && ', '}${serverLink(server)}`)}${
    more > 0 && ` and ${more} more`
  }: configured as hosted, without a proof, so peer manners hold there.</p>`;
}
