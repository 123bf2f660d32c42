import { isForgeHost } from '../../model/licence/forge-host.ts';
import type { PageNode } from '../html/element-text.ts';
import { type PageTree, parsePage } from '../html/page-tree.ts';
import { linkText } from './link-text.ts';
import { type OfferAddress, offerAddress } from './offer-url.ts';
import { isTooDense, isWholePage } from './page-bounds.ts';
import { sourcesInScript } from './page-data.ts';
import { type Setting, walk } from './page-regions.ts';
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

const maxOffers = 20;
/**
 * What a page offers: links outside what users write, addresses in its data, and what it shows without JavaScript. Undefined: it has
 * more tags than our cap. `wholly`: the software has the page for this, so a link counts wherever users do not write.
 */
export function readPage(
  html: string,
  { url, wholly }: { readonly url: string; readonly wholly: boolean },
): (ReadPage & { readonly page: PageTree }) | undefined {
  if (isTooDense(html)) return undefined;
  const page = parsePage(html);
  const reader = new PageReader(url, wholly);
  reader.read(page.root().toArray());
  return { page, ...reader.found(), isWhole: isWholePage(html) };
}

/** Looks at each node of a page. */
class PageReader {
  readonly #url: string;
  readonly #wholly: boolean;
  readonly #offers = new Map<string, PageOffer>();
  #hasLogin = false;
  #hasData = false;
  #own: OfferAddress | undefined;

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
    walk(roots, start, (node, setting) => {
      // Texts are more than half of a page.
      if (node.name !== undefined) this.#look(node, setting);
      return true;
    });
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
    const sources = sourcesInScript({ id, type, text: linkText(node) });
    if (sources.length > 0) this.#hasData = true;
    for (const source of sources) this.#add(offerAddress(source), 'page-data');
  }

  /** A link to a forge or an archive speaks for itself; any other has to say that it leads to source. */
  #lookAtLink(node: PageNode, { noscript }: Setting): void {
    const { href, title = '', 'aria-label': label = '' } = node.attribs ?? {};
    if (href === undefined) return;
    const says = [linkText(node), title, label].some(saysSource);
    const address = offerAddress(href, this.#url);
    if (address === undefined) return;
    const speaks =
      address.kind !== 'page' && (address.kind === 'archive' || isForgeHost(new URL(address.url).hostname));
    if (says || speaks) this.#add(address, noscript ? 'noscript' : 'page-link');
  }

  #add(address: OfferAddress | undefined, place: PageOffer['place']): void {
    // A page that calls itself the source is no offer of it.
    if (address === undefined) return;
    this.#own ??= offerAddress(this.#url);
    if (address.url === this.#own?.url) return;
    const key = `${place} ${address.url} ${address.reference ?? ''}`;
    if (!this.#offers.has(key)) this.#offers.set(key, { ...address, place });
  }
}
