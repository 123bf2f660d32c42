import { load } from 'cheerio/slim';
import type { PageNode } from './element-text.ts';

/** A parsed page, by any of cheerio's parsers. */
export interface PageTree {
  root(): { toArray(): readonly PageNode[] };
}

/** Made once: for each text that is loaded, cheerio makes a class with all query functions, which nobody here asks for. */
const pages = load('');
const documents = load('', { xml: true });

/** What stands before an XML document, and is no markup to cheerio. */
const declaration = /^\s*<\?xml[^>]*>/;

/** The tree of a page. */
export function parsePage(html: string): PageTree {
  if (!isMarkup(html)) return load(html);
  const nodes = pages(html);
  return { root: () => nodes };
}

/** The tree of an XML document, without its declaration. Entities are not expanded and nothing is fetched, so hostile XML stays text. */
export function parseXml(xml: string): PageTree {
  const text = xml.replace(declaration, '');
  if (!isMarkup(text)) return load(text, { xml: true });
  const nodes = documents(text);
  return { root: () => nodes };
}

/** Would cheerio take a text for markup? Anything else is a selector to it, unless it is loaded. Source: cheerio 1.2, `isHtml`. */
function isMarkup(text: string): boolean {
  const at = text.indexOf('<');
  return at !== -1 && /[a-z!]/i.test(text.charAt(at + 1)) && text.includes('>', at + 2);
}
