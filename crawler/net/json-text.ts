import type { FailureCode } from '../../model/failure.ts';

/** JSON that is safe to walk, or why it is none. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: FailureCode };

/** A JSON object. */
export type Members = Readonly<Record<string, unknown>>;

/** Is it a JSON object, and no list? */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deepest nesting that is read: real documents stay below 20. */
const maxDepth = 64;
/** Most commas and opening brackets of what is parsed: eight megabytes of empty lists have five million. No document of one mebibyte, and no block list that anybody wrote, has so many. */
export const maxMarks = 700_000;

/** How much of a text is looked at. */
const startLength = 1024;

const htmlStart = /^\s*(?:<!--[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|title|script|meta)\b/i;

/** Is the text an HTML page? */
export function isHtml(text: string): boolean {
  return htmlStart.test(text.slice(0, startLength));
}

const space: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20]);
const lessThan = 0x3c;

/** Can bytes be an HTML page? They may be none all the same; most documents show that in their first byte. */
export function mayBeHtml(bytes: Uint8Array): boolean {
  // A character has four bytes at most.
  const first = bytes.subarray(0, 4 * startLength).find((byte) => !space.has(byte));
  // What is no ASCII may be a mark or a space that a page begins with.
  return first === lessThan || (first ?? 0) >= 0x80;
}

const strictly = new TextDecoder('utf-8', { fatal: true });

/** Strict UTF-8 without a byte order mark; undefined: it is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictly.decode(bytes);
  } catch {
    // The only thing a fatal decoder throws on is malformed input.
    return undefined;
  }
}

/** A body is read by its probe, by others that build on it, and for the evidence. */
const known = new WeakMap<Uint8Array, ParsedJson>();

/**
 * Parses remote JSON: bounded depth, no `__proto__` members, numbers beyond what a double holds become null. Of equal keys the last one wins.
 * The same bytes give the same value again; nobody changes it.
 */
export function parseJson(bytes: Uint8Array): ParsedJson {
  const before = known.get(bytes);
  if (before !== undefined) return before;
  const parsed = parse(bytes);
  known.set(bytes, parsed);
  return parsed;
}

function parse(bytes: Uint8Array): ParsedJson {
  const text = decodeUtf8(bytes);
  return text === undefined ? { ok: false, code: 'body-not-utf8' } : parsedText(text);
}

/** What no JSON begins with: an error of the parser is dearer than a look. */
const notJson = /^[ \t\n\r]*(?:$|[^ \t\n\r[{"\-\dtfn])/;

let newest: { readonly text: string; readonly parsed: ParsedJson } | undefined;

/** As `parseJson`, of text that is read already. The text asked for last is at hand: a page's data is read for its offers, its signs and its excerpt. */
export function parseJsonText(text: string): ParsedJson {
  if (newest?.text !== text) newest = { text, parsed: parsedText(text.replace(/^\uFEFF/, '')) };
  return newest.parsed;
}

function parsedText(text: string): ParsedJson {
  if (isHtml(text)) return { ok: false, code: 'body-html' };
  // Before the count: what never began as JSON is none, however many commas it has.
  if (notJson.test(text)) return { ok: false, code: 'body-not-json' };
  const excess = excessOf(text);
  if (excess !== undefined) return { ok: false, code: excess };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value: isTame(value) ? value : tamed(value) };
  } catch {
    // JSON.parse throws SyntaxError only, and its message quotes the remote text.
    return { ok: false, code: 'body-not-json' };
  }
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;

/** Counts brackets and commas outside strings, so that no parser has to recurse or make millions of values first. Undefined: it is neither too deep nor too many. */
function excessOf(text: string): 'body-too-deep' | 'body-too-large' | undefined {
  if (text.length < maxMarks && hasFewBrackets(text)) return undefined;
  let depth = 0;
  let marks = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === comma) marks += 1;
    // The codes of both kinds of brackets differ in one bit.
    else if ((code | 0x20) === 0x7b) {
      depth += 1;
      marks += 1;
    } else if ((code | 0x20) === 0x7d) depth -= 1;
    if (depth > maxDepth) return 'body-too-deep';
    if (marks > maxMarks) return 'body-too-large';
  }
  return undefined;
}

/** Most documents have fewer brackets than they may be deep; to look for one is faster than to read. */
function hasFewBrackets(text: string): boolean {
  let count = 0;
  for (const bracket of '[{')
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > maxDepth) return false;
    }
  return true;
}

/** The index of the closing quote, or of the end. */
function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at === -1 ? text.length : at;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === backslash) first -= 1;
  return (at - first) % 2 === 1;
}

/** Is there nothing to tame? Most documents need no copy. */
function isTame(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isTame);
  // Not by its entries: a list of them is twice as large as the object. What JSON.parse made inherits nothing that this would find.
  if (isMembers(value)) for (const key in value) if (key === '__proto__' || !isTame(value[key])) return false;
  return true;
}

/** Recursion is bounded by the depth that was checked before. */
function tamed(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(tamed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(members.map(([key, member]) => [key, tamed(member)]));
}
