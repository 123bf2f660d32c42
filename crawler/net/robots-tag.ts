/** Directives with a value behind a colon, which look like tokens. */
const valued: ReadonlySet<string> = new Set([
  'max-snippet',
  'max-image-preview',
  'max-video-preview',
  'unavailable_after',
]);

/**
 * Does an `X-Robots-Tag` header ask us not to index? `noindex` or `none`, for everyone or under our product token; other crawlers' tokens are
 * not ours. Repeated fields are joined with commas. Absent: no. Source: Google's robots meta tag specification, which GoToSocial follows for NodeInfo.
 */
export function forbidsKeeping(value: string | undefined, userAgent: string): boolean {
  const us = (userAgent.split(/[/ ]/)[0] ?? '').toLowerCase();
  let speaksTo = '';
  for (const part of (value ?? '').toLowerCase().split(',')) {
    const [, token, directive = ''] = /^\s*(?:([a-z0-9_-]+)\s*:)?\s*(.*?)\s*$/.exec(part) ?? [];
    // A token holds for the directives behind it, up to the next token.
    if (token !== undefined && !valued.has(token)) speaksTo = token;
    if ((directive === 'noindex' || directive === 'none') && ['', us].includes(speaksTo)) return true;
  }
  return false;
}
