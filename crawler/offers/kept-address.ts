import { knownPlace } from '../net/evidence/known-places.ts';
import { offerAddress } from './offer-url.ts';

const longest = 200;
/** Folders of what a page loads. */
const folders: ReadonlySet<string> = new Set([
  'packs',
  'assets',
  'static',
  'static-assets',
  'vite',
  'build',
  'js',
]);

/** Where a link of a page leads, as it is kept: a repository or an archive whole, anything else without what in it may name somebody. */
export function keptAddress(href: string, base: string): string {
  const address = offerAddress(href, base);
  if (address?.kind === 'repository' || address?.kind === 'archive') return address.url.slice(0, longest);
  const url = URL.parse(href.trim(), base);
  if (url === null) return '[text]';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return `${url.protocol}…`;
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
  if (url.href.includes('#')) url.hash = '';
  return knownPlace(url.href, (name) => folders.has(name)).slice(0, longest);
}
