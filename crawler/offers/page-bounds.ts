const endOfPage = /<\/(?:html|body)\s*>/i;
/** What statistics and caches write behind a page. */
const endCharacters = 4_096;
/** Tags of a page; front pages of real servers stay below 10,000. */
const maxTags = 20_000;

/** Does the end of a page show that it came whole? Footers stand at the end. */
export function isWholePage(html: string): boolean {
  return endOfPage.test(html.slice(-endCharacters));
}

/** Has a page more tags than our cap? Counted in the text, before anything builds a tree of it: what a parser does with a tag costs as much as tags are open. */
export function isTooDense(html: string): boolean {
  let tags = 0;
  for (const _ of html.matchAll(/<[a-z/]/gi)) {
    tags += 1;
    if (tags > maxTags) return true;
  }
  return false;
}
