import { load } from 'cheerio/slim';
import type { PageNode } from './element-text.ts';

/** A parsed page, by any of cheerio's parsers. */
export interface PageTree {
  root(): { toArray(): readonly PageNode[] };
}

/** Made once: for each page that is loaded, cheerio makes a class with all query functions, which nobody here asks for. */
const pages = load('');

/** The tree of a page. */
export function parsePage(html: string): PageTree {
  if (!isMarkup(html)) return load(html);
  const nodes = pages(html);
  return { root: () => nodes };
}

/** Would cheerio take a text for markup? Anything else is a selector to it, unless it is loaded. Source: cheerio 1.2, `isHtml`. */
function isMarkup(text: string): boolean {
  const at = text.indexOf('<');
  return at !== -1 && /[a-z!]/i.test(text.charAt(at + 1)) && text.includes('>', at + 2);
}
