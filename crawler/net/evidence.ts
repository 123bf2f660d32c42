import { hash } from 'node:crypto';
import { load } from 'cheerio/slim';
import type { Exchange } from '../../model/exchange.ts';
import type { Evidence } from '../../model/observation.ts';
import type { Exchanged } from './exchange.ts';
import { decodeUtf8, isHtml, parseJson } from './json-text.ts';
import { type DocumentKind, keptDocument, kindOf } from './known-documents.ts';
import { knownDirectives, knownDocument, knownWords, knownXrd } from './known-text.ts';
import type { Shield } from './shield.ts';

/** A body as evidence sees it. `none`: nothing of it is kept but its hash. */
export type EvidenceBody =
  | { readonly kind: 'json'; readonly value: unknown; readonly document: DocumentKind }
  | { readonly kind: 'text' | 'robots' | 'xml'; readonly text: string }
  | { readonly kind: 'none' };

const maxKeptBytes = 64 * 1024;
/** Of error pages: enough to know the product that wrote them. */
const maxPageCharacters = 2048;
/** Of JSON that does not parse: enough to see how it is broken, too little to tell of people whose keys cannot be found. */
const maxBrokenCharacters = 256;
/** Elements whose text nobody reads. */
const unread: ReadonlySet<string> = new Set(['script', 'style', 'svg']);
const textTypes = /^(?:text\/|application\/(?:xml|.*\+xml|jrd|x-ndjson))/;

/** What can be kept of a body, still with all names in it. */
export function readEvidence({ bytes, exchange }: Exchanged): EvidenceBody {
  if (bytes.length === 0) return { kind: 'none' };
  const json = parseJson(bytes);
  if (json.ok) return { kind: 'json', value: json.value, document: kindOf(exchange, json.value) };
  const text = decodeUtf8(bytes);
  if (text === undefined) return { kind: 'none' };
  const type = exchange.responseHeaders['content-type'] ?? '';
  if (json.code === 'body-html' || type.startsWith('text/html')) return pageText(text, exchange.status);
  if (type.includes('json')) return { kind: 'text', text: text.slice(0, maxBrokenCharacters) };
  if (isRobots(exchange)) return { kind: 'robots', text };
  if (/\bxml|\+xml/.test(type)) return { kind: 'xml', text: text.slice(0, maxKeptBytes) };
  return textTypes.test(type) || type === ''
    ? { kind: 'text', text: text.slice(0, maxPageCharacters) }
    : { kind: 'none' };
}

/** The evidence row of a body, scrubbed. Undefined: nothing is kept. */
export function keepEvidence(
  exchange: Exchange,
  body: EvidenceBody,
  { shield, at }: { readonly shield: Shield; readonly at: string },
): Evidence | undefined {
  if (body.kind === 'none' || exchange.body === undefined) return undefined;
  const { receivedSha256 } = exchange.body;
  const content =
    body.kind === 'json'
      ? shield.document(`${body.document} ${receivedSha256}`, () => cut(scrubbedOf(body, shield)))
      : cut(scrubbedOf(body, shield));
  if (content === '') return undefined;
  return {
    keptSha256: hash('sha256', content),
    receivedSha256,
    mediaType: mediaType(exchange.responseHeaders['content-type']),
    content,
    firstSeenAt: at,
  };
}

/** What is left of a body: what is of the protocol, without the people that are known. */
function scrubbedOf(body: Exclude<EvidenceBody, { kind: 'none' }>, shield: Shield): string {
  if (body.kind === 'json')
    return JSON.stringify(knownDocument(keptDocument(body.document, body.value, shield)));
  const text = shield.prose(body.text);
  if (body.kind === 'robots') return knownDirectives(text);
  return body.kind === 'xml' ? knownXrd(text) : knownWords(text);
}

function isRobots({ url, status }: Exchange): boolean {
  return new URL(url).pathname === '/robots.txt' && status === 200;
}

/** Pages are for people and tell of people; only an error's text is evidence. */
function pageText(html: string, status: number | undefined): EvidenceBody {
  if (status === undefined || (status >= 200 && status <= 299)) return { kind: 'none' };
  const page = load(
    isHtml(html) ? html.slice(0, maxKeptBytes) : `<body>${html.slice(0, maxKeptBytes)}</body>`,
  );
  const text = textOf(page.root().toArray()).replaceAll(/\s+/g, ' ').trim().slice(0, maxPageCharacters);
  return text === '' ? { kind: 'none' } : { kind: 'text', text };
}

/** The parts of a parsed page that hold its text. */
interface PageNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly children?: readonly PageNode[];
}

/** A stack of our own: a page of unclosed elements is nested as deep as it is long. */
function textOf(roots: readonly PageNode[]): string {
  const waiting = [...roots];
  const texts: string[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'text') texts.push(node.data ?? '');
    else if (!unread.has(node.name ?? '')) waiting.push(...(node.children ?? []).toReversed());
  }
  return texts.join(' ');
}

/** Cut at a whole character. */
function cut(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxKeptBytes) return bytes.toString();
  return new TextDecoder().decode(bytes.subarray(0, maxKeptBytes), { stream: true });
}

function mediaType(header: string | undefined): string {
  const essence = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]{1,64}\/[\w.+-]{1,64}$/.test(essence) ? essence : 'application/octet-stream';
}
