/** Directives with a value behind a colon, which look like tokens. */
const valued: ReadonlySet<string> = new Set([
  'max-snippet',
  'max-image-preview',
  'max-video-preview',
  'unavailable_after',
]);

/** What stands for every crawler. */
const everyone: ReadonlySet<string> = new Set(['', '*']);

/**
 * Does an `X-Robots-Tag` header ask us not to index? `noindex` or `none`, for everyone or under our product token; other crawlers' tokens are
 * not ours. Repeated fields are joined with commas, so where one ends is not known: a directive behind another crawler's first one may be for
 * everyone, and counts. Absent: no. Source: Google's robots meta tag specification, which GoToSocial follows for NodeInfo.
 */
export function forbidsKeeping(value: string | undefined, userAgent: string): boolean {
  if (value === undefined) return false;
  const us = (userAgent.split(/[/ ]/)[0] ?? '').toLowerCase();
  return value.split(/[,;]/).some((part) => {
    const { token, directive } = partOf(part.toLowerCase());
    return (directive === 'noindex' || directive === 'none') && (everyone.has(token) || token === us);
  });
}

/** One directive, with the crawler it names; a version behind a name is no part of it. */
function partOf(part: string): { readonly token: string; readonly directive: string } {
  const [, token = '', directive = ''] =
    /^(?:([a-z0-9_*-]+)(?:\/[^:\s]*)?\s*:)?\s*(.*)$/.exec(part.trim()) ?? [];
  return valued.has(token) ? { token: '', directive: '' } : { token, directive };
}
