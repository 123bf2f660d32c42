import { hash } from 'node:crypto';
import type { Exchange, KeptForm } from '../../../model/exchange.ts';
import type { Evidence } from '../../../model/observation.ts';
import type { PageNode } from '../../html/element-text.ts';
import { parsePage } from '../../html/page-tree.ts';
import type { Exchanged } from '../exchange.ts';
import type { Excerpt } from '../fetched.ts';
import { decodeUtf8, isHtml, parseJson } from '../json-text.ts';
import { type DocumentKind, keptDocument, kindOf } from './known-documents.ts';
import { isXrd, knownDirectives, knownDocument, knownWords, knownXrd } from './known-text.ts';
import type { Shield } from './shield.ts';

/** A body as evidence sees it. `none`: nothing of it is kept but its hash. `cut`: the text is the beginning of a longer one. */
export type EvidenceBody =
  | { readonly kind: 'json'; readonly value: unknown; readonly document: DocumentKind }
  | {
      readonly kind: 'text' | 'page' | 'robots' | 'xml';
      readonly text: string;
      readonly cut: boolean;
    }
  | { readonly kind: 'excerpt'; readonly value: object }
  | { readonly kind: 'none' };

/** What is kept of a body: its row, and how it came about. */
export interface Kept {
  readonly evidence: Evidence;
  readonly form: KeptForm;
  readonly cut: boolean;
}

const maxKeptBytes = 64 * 1024;
/** Of error pages: enough to know the product that wrote them. */
const maxPageCharacters = 2048;
/** Of JSON that does not parse: enough to see how it is broken, too little to tell of people whose keys cannot be found. */
const maxBrokenCharacters = 256;
/** Elements whose text nobody reads. */
const unread: ReadonlySet<string> = new Set(['script', 'style', 'svg']);
const textTypes = /^(?:text\/|application\/(?:xml|.*\+xml|jrd|x-ndjson))/;

/** What can be kept of a body, still with all names in it. */
export function readEvidence(exchanged: Exchanged, excerpt?: Excerpt): EvidenceBody {
  const { bytes, exchange } = exchanged;
  if (bytes.length === 0) return { kind: 'none' };
  const taken = isSuccess(exchange) ? excerpt?.(bytes, exchange.url) : undefined;
  if (taken !== undefined) return { kind: 'excerpt', value: taken };
  const json = parseJson(bytes);
  if (json.ok) return { kind: 'json', value: json.value, document: kindOf(exchange, json.value) };
  const text = decodeUtf8(bytes);
  if (text === undefined) return { kind: 'none' };
  const type = exchange.responseHeaders['content-type'] ?? '';
  if (json.code === 'body-html' || type.startsWith('text/html')) return pageText(exchanged, text);
  if (type.includes('json')) return { kind: 'text', ...beginning(text, maxBrokenCharacters) };
  if (isRobots(exchange)) return { kind: 'robots', text, cut: false };
  if (/\bxml|\+xml/.test(type)) return { kind: 'xml', ...beginning(text, maxKeptBytes) };
  return textTypes.test(type) || type === ''
    ? { kind: 'text', ...beginning(text, maxPageCharacters) }
    : { kind: 'none' };
}

function beginning(text: string, characters: number): { readonly text: string; readonly cut: boolean } {
  const cut = text.length > characters;
  // A cut may fall into the middle of a character.
  return { text: cut ? text.slice(0, characters).toWellFormed() : text, cut };
}

/** What is kept of a body, scrubbed. Undefined: nothing is. */
export function keepEvidence(
  exchange: Exchange,
  body: EvidenceBody,
  { shield, at }: { readonly shield: Shield; readonly at: string },
): Kept | undefined {
  if (body.kind === 'none' || exchange.body === undefined) return undefined;
  const { receivedSha256 } = exchange.body;
  const { content, keptSha256, isCut } =
    body.kind === 'json'
      ? shield.document(`${body.document} ${receivedSha256}`, () => contentOf(body, shield))
      : contentOf(body, shield);
  if (content === '') return undefined;
  const evidence = {
    keptSha256,
    receivedSha256,
    mediaType: mediaType(exchange.responseHeaders['content-type']),
    content,
    firstSeenAt: at,
  };
  const wasCut = 'cut' in body && body.cut;
  return { evidence, form: formOf(body), cut: wasCut || isCut };
}

interface Content extends Pick<Evidence, 'content' | 'keptSha256'> {
  readonly isCut: boolean;
}

/** What is kept, at most 64 KiB of it. */
function contentOf(body: Exclude<EvidenceBody, { kind: 'none' }>, shield: Shield): Content {
  const whole = scrubbedOf(body, shield);
  const content = within(whole, maxKeptBytes);
  return { content, keptSha256: hash('sha256', content), isCut: content.length < whole.length };
}

function formOf(body: Exclude<EvidenceBody, { kind: 'none' }>): KeptForm {
  if (body.kind === 'json') return body.document === 'other' ? 'json' : body.document;
  if (body.kind !== 'xml') return body.kind;
  return isXrd(body.text) ? 'xrd' : 'text';
}

/** What is left of a body: what is of the protocol, without the people that are known. */
function scrubbedOf(body: Exclude<EvidenceBody, { kind: 'none' }>, shield: Shield): string {
  if (body.kind === 'json')
    return JSON.stringify(knownDocument(keptDocument(body.document, body.value, shield)));
  if (body.kind === 'excerpt') return JSON.stringify(shield.scrub(body.value));
  const text = shield.prose(body.text);
  if (body.kind === 'robots') return knownDirectives(text);
  return body.kind === 'xml' ? knownXrd(text) : knownWords(text);
}

function isSuccess({ status = 0 }: Exchange): boolean {
  return status >= 200 && status <= 299;
}

function isRobots({ url, status }: Exchange): boolean {
  return new URL(url).pathname === '/robots.txt' && status === 200;
}

/** Pages are for people and tell of people; only an error's text is evidence. */
function pageText({ bytes, exchange }: Exchanged, html: string): EvidenceBody {
  if (exchange.status === undefined || isSuccess(exchange)) return { kind: 'none' };
  const page = knownPages.get(bytes) ?? readPage(html);
  knownPages.set(bytes, page);
  return page;
}

/** A server that is broken has one page for every question. */
const knownPages = new WeakMap<Uint8Array, EvidenceBody>();

function readPage(html: string): EvidenceBody {
  const start = beginning(html, maxKeptBytes);
  const page = parsePage(isHtml(html) ? start.text : `<body>${start.text}</body>`);
  const words = textOf(page.root().toArray()).replaceAll(/\s+/g, ' ').trim();
  const { text, cut } = beginning(words, maxPageCharacters);
  return text === '' ? { kind: 'none' } : { kind: 'page', text, cut: cut || start.cut };
}

/** A stack of our own: a page of unclosed elements is nested as deep as it is long. */
function textOf(roots: readonly PageNode[]): string {
  const waiting = roots.toReversed();
  const texts: string[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'text') texts.push(node.data ?? '');
    else if (node.children !== undefined && !unread.has(node.name ?? ''))
      waiting.push(...node.children.toReversed());
  }
  return texts.join(' ');
}

/** Cut at a whole character. */
function within(text: string, bytes: number): string {
  // No character takes more than three bytes for each of its code units.
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text;
  return new TextDecoder().decode(Buffer.from(text).subarray(0, bytes), { stream: true });
}

function mediaType(header: string | undefined): string {
  const essence = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]{1,64}\/[\w.+-]{1,64}$/.test(essence) ? essence : 'application/octet-stream';
}
