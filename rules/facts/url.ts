/** Host of a URL, lower-case and without its port. Undefined: it is no absolute URL. */
export function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/** Is it an absolute https URL? */
export function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}

/**
 * May two hosts be of one site? True when they share their last two labels. Without a list of public suffixes `a.co.uk` and `b.co.uk` pass for
 * one site, so a wrong answer only ever excuses.
 */
export function mayBeSameSite(a: string, b: string): boolean {
  const site = (host: string) => host.split('.').slice(-2).join('.');
  return site(a) === site(b);
}

/** A URL without what peers forgive: `www.`, a trailing slash, upper case in its host. Source: check catalogue, `actor.id-canonical`. */
export function forgiven(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}`;
}
