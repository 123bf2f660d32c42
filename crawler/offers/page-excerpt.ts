import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import type { PageNode } from '../html/element-text.ts';
import { type PageTree, parsePage } from '../html/page-tree.ts';
import { decodeUtf8, isHtml } from '../net/json-text.ts';
import { keptAddress } from './kept-address.ts';
import { keptWords } from './kept-words.ts';
import { linkText } from './link-text.ts';
import { isTooDense, isWholePage } from './page-bounds.ts';
import { jsonScripts, sourcesInScript } from './page-data.ts';
import { type Setting, walk } from './page-regions.ts';
import { saysSource } from './source-words.ts';

/** One link. `at`: `software` where a page's software writes, `noscript` for browsers without JavaScript, else `page`. */
export interface KeptLink {
  readonly at: 'head' | 'software' | 'noscript' | 'page';
  readonly to: string;
  readonly says: string;
  /** Was it read as a link to source by its words? */
  readonly saysSource: boolean;
}

/** One script: its id where stock clients have it, where it is loaded from, how long it is, and the addresses of source that its data names. */
export interface KeptScript {
  readonly id?: string;
  readonly from?: string;
  readonly characters: number;
  readonly names: readonly string[];
}

/** What of a page is kept as evidence of the offers that it makes, or does not make. No text of it but words of closed lists. */
export interface PageExcerpt {
  readonly characters: number;
  readonly isWhole: boolean;
  readonly asksForPassword: boolean;
  /** `generator` and `application-name`, as far as they name software. */
  readonly generators: readonly string[];
  readonly scripts: readonly KeptScript[];
  /** Those of the software first, each once. */
  readonly links: readonly KeptLink[];
  /** How many are left out: in what people write, and beyond our cap. */
  readonly unkeptLinks: { readonly byPeople: number; readonly beyond: number };
  /** The words that visitors see, those of people left out. */
  readonly text: string;
}

const maxLinks = 150;
/** Links that are looked at; front pages have some hundreds. */
const maxLooked = 2_000;
const maxScripts = 40;
const maxGenerators = 5;
const maxWords = 80;
const maxText = 4_096;
/** Characters of a page's text that are looked through. */
const maxRead = 256 * 1024;
const unseen: ReadonlySet<string> = new Set(['script', 'style', 'svg', 'template']);
const sourceRel = /(?:^|\s)(?:source|vcs-git|code-repository|license)(?:$|\s)/i;

/** The excerpt of a page. Undefined: it is no HTML, or has more tags than our cap. */
export function pageExcerpt(
  bytes: Uint8Array,
  url: string,
  software: SoftwareCatalogue,
): PageExcerpt | undefined {
  const html = decodeUtf8(bytes);
  if (html === undefined || !isHtml(html) || isTooDense(html)) return undefined;
  return excerptOf({ html, page: parsePage(html), url, software });
}

/** The excerpt of a page that was parsed already. `html`: what it was parsed from. */
export function excerptOf({ html, page, url, software }: ParsedPage): PageExcerpt {
  const reader = new ExcerptReader(url, software);
  reader.read(page.root().toArray());
  return { characters: html.length, isWhole: isWholePage(html), ...reader.found() };
}

interface ParsedPage {
  readonly html: string;
  readonly page: PageTree;
  readonly url: string;
  /** Whose names are words that stay. */
  readonly software: SoftwareCatalogue;
}

/** Looks at each node of a page that is seen. */
class ExcerptReader {
  readonly #url: string;
  readonly #software: SoftwareCatalogue;
  readonly #links = new Map<string, KeptLink>();
  readonly #scripts: KeptScript[] = [];
  readonly #generators = new Set<string>();
  readonly #texts: string[] = [];
  #read = 0;
  #byPeople = 0;
  #looked = 0;
  #asksForPassword = false;

  constructor(url: string, software: SoftwareCatalogue) {
    this.#url = url;
    this.#software = software;
  }

  found(): Omit<PageExcerpt, 'characters' | 'isWhole'> {
    const links = [...this.#links.values()].toSorted(
      (a, b) => Number(a.at === 'page') - Number(b.at === 'page'),
    );
    const unlooked = Math.max(0, this.#looked - maxLooked);
    return {
      asksForPassword: this.#asksForPassword,
      generators: [...this.#generators].slice(0, maxGenerators),
      scripts: this.#scripts.slice(0, maxScripts),
      links: links.slice(0, maxLinks),
      unkeptLinks: { byPeople: this.#byPeople, beyond: unlooked + Math.max(0, links.length - maxLinks) },
      text: this.#kept(this.#texts.join(' '), maxText),
    };
  }

  read(roots: readonly PageNode[]): void {
    const start: Setting = { noscript: false, region: false, people: false };
    walk(roots, start, (node, setting) => {
      if (node.name !== undefined) this.#look(node, setting);
      else if (node.type === 'text' && !setting.people) this.#addText(node.data ?? '');
      return !unseen.has(node.name ?? '');
    });
  }

  #look(node: PageNode, setting: Setting): void {
    if (node.name === 'a') this.#addLink(node, setting);
    if (node.name === 'link') this.#addRelation(node);
    if (node.name === 'script') this.#addScript(node);
    if (node.name === 'meta') this.#addGenerator(node);
    if (node.name === 'input' && node.attribs?.['type']?.toLowerCase() === 'password')
      this.#asksForPassword = true;
  }

  #addRelation({ attribs = {} }: PageNode): void {
    if (!sourceRel.test(attribs['rel'] ?? '')) return;
    const to = keptAddress(attribs['href'] ?? '', this.#url);
    this.#keep({ at: 'head', to, says: '', saysSource: true });
  }

  #addGenerator({ attribs = {} }: PageNode): void {
    if (/^(?:generator|application-name)$/i.test(attribs['name'] ?? ''))
      this.#generators.add(this.#kept(attribs['content'] ?? '', maxWords));
  }

  #addText(text: string): void {
    if (this.#read < maxRead) this.#texts.push(text.slice(0, maxRead - this.#read));
    this.#read += text.length;
  }

  #addLink(node: PageNode, { people, noscript, region }: Setting): void {
    const { href, title = '', 'aria-label': label = '' } = node.attribs ?? {};
    if (href === undefined) return;
    if (people) {
      this.#byPeople += 1;
      return;
    }
    this.#looked += 1;
    if (this.#looked > maxLooked) return;
    const texts = [linkText(node), title, label];
    const outside = region ? 'software' : 'page';
    this.#keep({
      at: noscript ? 'noscript' : outside,
      to: keptAddress(href, this.#url),
      says: this.#kept(texts.join(' ').slice(0, maxWords * 4), maxWords),
      saysSource: texts.some(saysSource),
    });
  }

  #kept(text: string, most: number): string {
    return keptWords(text, most, this.#software);
  }

  #keep(link: KeptLink): void {
    const key = `${link.at} ${link.to} ${link.says}`;
    if (!this.#links.has(key)) this.#links.set(key, link);
  }

  #addScript(node: PageNode): void {
    const { id, type, src } = node.attribs ?? {};
    const text = linkText(node);
    this.#scripts.push({
      ...(id !== undefined && jsonScripts.has(id) && { id }),
      ...(src !== undefined && { from: keptAddress(src, this.#url) }),
      characters: text.length,
      names: sourcesInScript({ id, type, text }).map((source) => keptAddress(source, this.#url)),
    });
  }
}
