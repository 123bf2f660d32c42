/** A part of a parsed page, as cheerio's parsers make it. */
export interface PageNode {
  readonly type: string;
  /** Of an element, in lower case. */
  readonly name?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  /** Of a text or a comment. */
  readonly data?: string;
  readonly children?: readonly PageNode[];
}

/** Text of one element that is looked through, in characters. */
const longestText = 512 * 1024;

/** The text of an element and of those in it, scripts too, at most 512 Ki characters. What stands in a noscript is markup to one parser and text to another. */
export function elementText(element: PageNode): string {
  // A stack of our own: a page of unclosed elements is nested as deep as it is long.
  const waiting: PageNode[] = [element];
  let text = '';
  for (let node = waiting.pop(); node !== undefined && text.length < longestText; node = waiting.pop()) {
    if (node.type === 'text') text += node.data ?? '';
    else waiting.push(...(node.children ?? []).toReversed());
  }
  return text.slice(0, longestText);
}
