import { isMembers } from '../json-text.ts';
import { answerWords, protocolKeys, protocolRels, urlKeys } from './protocol-words.ts';

const text = '[text]';
/** Telephone numbers and dates have six digits and more; statuses and versions have fewer. */
const number = /\+?\d[\d\s()/.-]{4,}\d/g;
const word = /[\p{L}\p{M}][\p{L}\p{M}\p{N}_'’-]*/gu;
/** What the scrubber put in already. */
const standIn = /^(?:\[(?:person|e-mail|text|removed|other)\]|person-[0-9a-f]{8})/;
const directive = /^\s*(?:user-agent|allow|disallow|crawl-delay|content-signal)\s*:[^#]*/i;
/** Where an account stands in a path of robots.txt. */
const accountInPath = /(?<=\/@|\/(?:users|user|u|profile|author|accounts|people|channel)\/)[^/\s*$?]+/gi;

/**
 * A scrubbed document with text of the protocol only: descriptions, titles and whatever else operators write may name anybody, and nobody
 * can tell by looking. Keys stay, so do numbers.
 */
export function knownDocument(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return isKnown(value, key) ? value : text;
  if (Array.isArray(value)) return value.map((entry: unknown) => knownDocument(entry, key));
  if (!isMembers(value)) return value;
  const { rel } = value;
  const leadsToPeople = typeof rel === 'string' && !protocolRels.test(rel);
  const members: Record<string, unknown> = {};
  for (const name in value) {
    const isContext = key === '@context' || name === '@context';
    const hides = leadsToPeople && !isContext && name !== 'rel' && name !== 'type';
    members[name] = hides ? text : knownDocument(value[name], isContext ? '@context' : name.toLowerCase());
  }
  return members;
}

function isKnown(value: string, key: string): boolean {
  if (key === 'error') return /^[a-z][a-z_]{1,60}$/.test(value) || knownWords(value) === value;
  if (urlKeys.has(key)) return /^https?:\/\//.test(value);
  return key === '@context' || protocolKeys.has(key) || standIn.test(value);
}

/** A text with every word but those that tell what wrote it replaced by one sign. */
export function knownWords(value: string): string {
  const known = value.replaceAll(word, (each) => (answerWords.has(each.toLowerCase()) ? each : '…'));
  return known
    .replaceAll(number, (each) => (each.replaceAll(/\D/g, '').length < 6 ? each : '…'))
    .replaceAll(/…(?:[^\p{L}\n]*…)+/gu, '…');
}

/** What robots.txt asks of crawlers, without remarks. */
export function knownDirectives(file: string): string {
  const lines = file.split(/\r?\n|\r/).flatMap((line) => directive.exec(line)?.[0].trim() ?? []);
  return lines.map((line) => line.replaceAll(accountInPath, '[person]')).join('\n');
}

const linkElement = /<Link\s[^<>]{1,4096}>/g;
const linkAttribute = /\b(rel|type|template)\s*=\s*("[^"]*"|'[^']*')/g;

/** Does a text hold an XRD? */
export function isXrd(xml: string): boolean {
  return /<XRD\b/.test(xml);
}

/** An XRD with its links only; it is not parsed, so nesting costs nothing. Source: RFC 6415 §2. */
export function knownXrd(xml: string): string {
  if (!isXrd(xml)) return knownWords(xml);
  const links = [...xml.matchAll(linkElement)].map(([element]) => {
    const attributes = [...element.matchAll(linkAttribute)].map(([, name, value]) => `${name}=${value}`);
    return `<Link ${attributes.join(' ')}/>`;
  });
  return `<XRD>${links.join('')}</XRD>`;
}
