import type { Host } from '../../model/host.ts';

/** Where softwares show whom to write to: a role, not a person. Software that is not here shows it on its start page. */
const contactPaths: Readonly<Record<string, string>> = {
  friendica: '/friendica',
  gotosocial: '/about',
  hometown: '/about',
  mastodon: '/about',
  misskey: '/about',
  peertube: '/about/instance',
  pixelfed: '/site/about',
  pleroma: '/about',
};

/** The page on which a peer publishes whom to write to. */
export function contactPage(observer: Host, software: string | undefined): string {
  const path = Object.hasOwn(contactPaths, software ?? '') ? contactPaths[software ?? ''] : undefined;
  return `https://${observer}${path ?? '/'}`;
}
