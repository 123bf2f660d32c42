import { type CheerioAPI, load } from 'cheerio/slim';
import { isForgeHost } from './forge-host.ts';
import { type OfferAddress, offerAddress } from './offer-url.ts';
import { sourcesInScript } from './page-data.ts';
import { type Setting, settingOf } from './page-regions.ts';
import { saysSource } from './source-words.ts';

/** An offer that a page makes, before anything is known of where the page was. */
export type PageOffer = OfferAddress & { readonly place: 'page-data' | 'noscript' | 'page-link' };

/** What was read of a page. */
export interface ReadPage {
  /** In document order, each once a place, at most 20. */
  readonly offers: readonly PageOffer[];
  /** Has it a field for a password? */
  readonly hasLogin: boolean;
  /** Has it data that names source, as applications have on every page? */
  readonly hasData: boolean;
  /** Does its end show that it came whole? Footers stand at the end. */
  readonly isWhole: boolean;
}

/** The parts of a parsed page that matter here. */
interface PageNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly PageNode[];
}

const endOfPage = /<\/(?:html|body)\s*>/i;
/** What statistics and caches write behind a page. */
const endCharacters = 4_096;
const maxOffers = 20;
/** Nodes of one link that are read: icons have some dozens. */
const maxNodes = 200;
/** Tags of a page; front pages of real servers stay below 10,000. */
const maxTags = 20_000;
/**
 * What a page offers: links outside what users write, addresses in its data, and what it shows without JavaScript. Undefined: it has
 * more tags than our cap. `wholly`: the software has the page for this, so a link counts wherever users do not write.
 */
export function readPage(
  html: string,
  { url, wholly }: { readonly url: string; readonly wholly: boolean },
): (ReadPage & { readonly page: CheerioAPI }) | undefined {
  if (isTooDense(html)) return undefined;
  const page = load(html);
  const reader = new PageReader(url, wholly);
  reader.read(page.root().toArray());
  return { page, ...reader.found(), isWhole: endOfPage.test(html.slice(-endCharacters)) };
}

/** Counted in the text, before anything builds a tree of it: what a parser does with a tag costs as much as tags are open. */
function isTooDense(html: string): boolean {
  let tags = 0;
  for (const _ of html.matchAll(/<[a-z/]/gi)) {
    tags += 1;
    if (tags > maxTags) return true;
  }
  return false;
}

/** Walks over a page with a stack of its own: recursion would end where a hostile page wants it. */
class PageReader {
  readonly #url: string;
  readonly #wholly: boolean;
  readonly #offers = new Map<string, PageOffer>();
  #hasLogin = false;
  #hasData = false;

  constructor(url: string, wholly: boolean) {
    this.#url = url;
    this.#wholly = wholly;
  }

  found(): Omit<ReadPage, 'isWhole'> {
    const offers = [...this.#offers.values()].slice(0, maxOffers);
    return { offers, hasLogin: this.#hasLogin, hasData: this.#hasData };
  }

  read(roots: readonly PageNode[]): void {
    const start = { noscript: false, region: this.#wholly, people: false };
    const waiting = roots.map((node) => ({ node, setting: start })).toReversed();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { node } = next;
      const setting = settingOf(node, next.setting);
      this.#look(node, setting);
      for (const child of (node.children ?? []).toReversed()) waiting.push({ node: child, setting });
    }
  }

  #look(node: PageNode, setting: Setting): void {
    const { name, attribs = {} } = node;
    if (name === 'script') this.#lookAtScript(node);
    if (name === 'input' && attribs['type']?.toLowerCase() === 'password') this.#hasLogin = true;
    if (name === 'a' && setting.region && !setting.people) this.#lookAtLink(node, setting);
    if (name === 'link' && /(?:^|\s)(?:source|vcs-git|code-repository)(?:$|\s)/i.test(attribs['rel'] ?? ''))
      this.#add(offerAddress(attribs['href'] ?? '', this.#url), 'page-link');
  }

  #lookAtScript(node: PageNode): void {
    const { id, type } = node.attribs ?? {};
    const sources = sourcesInScript({ id, type, text: textOf(node) });
    if (sources.length > 0) this.#hasData = true;
    for (const source of sources) this.#add(offerAddress(source), 'page-data');
  }

  /** A link to a forge or an archive speaks for itself; any other has to say that it leads to source. */
  #lookAtLink(node: PageNode, { noscript }: Setting): void {
    const { href, title = '', 'aria-label': label = '' } = node.attribs ?? {};
    if (href === undefined) return;
    const says = [textOf(node), title, label].some(saysSource);
    const address = offerAddress(href, this.#url);
    if (address === undefined) return;
    const speaks =
      address.kind !== 'page' && (address.kind === 'archive' || isForgeHost(new URL(address.url).hostname));
    if (says || speaks) this.#add(address, noscript ? 'noscript' : 'page-link');
  }

  #add(address: OfferAddress | undefined, place: PageOffer['place']): void {
    // A page that calls itself the source is no offer of it.
    if (address === undefined || address.url === offerAddress(this.#url)?.url) return;
    const key = `${place} ${address.url} ${address.reference ?? ''}`;
    if (!this.#offers.has(key)) this.#offers.set(key, { ...address, place });
  }
}

/** The text below a node, as far as a link has any. Links stand inside links where a page wants it. */
function textOf(root: PageNode): string {
  const waiting: PageNode[] = [root];
  const texts: string[] = [];
  for (let looked = 0; looked < maxNodes; looked += 1) {
    const node = waiting.pop();
    if (node === undefined) break;
    if (node.type === 'text') texts.push(node.data ?? '');
    waiting.push(...(node.children ?? []).slice(0, maxNodes).toReversed());
  }
  return texts.join('');
}
