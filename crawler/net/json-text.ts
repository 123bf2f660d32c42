import type { FailureCode } from '../../model/failure.ts';

/** JSON that is safe to walk, or why it is none. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: FailureCode };

/** Deepest nesting that is read: real documents stay below 20. */
const maxDepth = 64;

const htmlStart = /^\s*(?:<!--[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|title|script|meta)\b/i;

/** Is the text an HTML page? */
export function isHtml(text: string): boolean {
  return htmlStart.test(text.slice(0, 1024));
}

/** Strict UTF-8 without a byte order mark; undefined: it is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The only thing a fatal decoder throws on is malformed input.
    return undefined;
  }
}

/**
 * Parses remote JSON: bounded depth, no `__proto__` members, numbers beyond what a double holds become null. Of equal keys the last one wins.
 */
export function parseJson(bytes: Uint8Array): ParsedJson {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { ok: false, code: 'body-not-utf8' };
  if (isHtml(text)) return { ok: false, code: 'body-html' };
  if (isTooDeep(text)) return { ok: false, code: 'body-too-deep' };
  try {
    return { ok: true, value: tamed(JSON.parse(text)) };
  } catch {
    // JSON.parse throws SyntaxError only, and its message quotes the remote text.
    return { ok: false, code: 'body-not-json' };
  }
}

/** Counts brackets outside strings, so that no parser has to recurse first. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** The index of the closing quote, or of the end. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** Recursion is bounded by the depth that was checked before. */
function tamed(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(tamed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(members.map(([key, member]) => [key, tamed(member)]));
}
