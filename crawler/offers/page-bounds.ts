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
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    if (beginsTag(html.charCodeAt(at + 1))) tags += 1;
    if (tags > maxTags) return true;
  }
  return false;
}

const slash = 0x2f;

/** Is it a letter or a slash? Behind the end of a text there is neither. */
function beginsTag(code: number): boolean {
  const folded = code | 0x20;
  return code === slash || (folded >= 0x61 && folded <= 0x7a);
}
