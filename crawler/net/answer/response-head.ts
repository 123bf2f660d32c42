import type { IncomingHttpHeaders } from 'node:http';
import { type Exchange, keptHeaders } from '../../../model/exchange.ts';

const maxValueLength = 1024;
const maxCookies = 20;

/** The fields that are evidence, under lower-case names, each cut, in the order they came in; and how many are not. */
export function keptOf(
  headers: IncomingHttpHeaders,
): Required<Pick<Exchange, 'responseHeaders' | 'unkeptHeaders'>> {
  const responseHeaders: Record<string, string> = {};
  let unkeptHeaders = 0;
  for (const sent of Object.keys(headers)) {
    const name = sent.toLowerCase();
    if (keptHeaders.has(name)) responseHeaders[name] = fieldText(name, oneValue(headers[sent]) ?? '');
    else unkeptHeaders += 1;
  }
  return { responseHeaders, unkeptHeaders };
}

function fieldText(name: string, value: string): string {
  return (name === 'link' ? linksOfThings(value) : value).slice(0, maxValueLength);
}

/** Links without titles, and without those that lead to people. Source: RFC 8288 §3. */
function linksOfThings(value: string): string {
  const links = value.split(/,(?=\s*<)/).filter((link) => !/rel="?(?:author|me)\b/i.test(link));
  return links.map((link) => link.replaceAll(/;\s*title\*?=(?:"[^"]*"|[^;,]*)/gi, '')).join(',');
}

/** A repeated field as one. */
export function oneValue(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}

/** A cookie's value may identify us; its name tells which product set it. */
export function cookieNames(headers: IncomingHttpHeaders): readonly string[] {
  const fields = headers['set-cookie'];
  if (fields === undefined) return [];
  const names = (typeof fields === 'string' ? [fields] : fields).map((field) =>
    (field.split('=', 1)[0] ?? '').trim().slice(0, 64),
  );
  return [...new Set(names.filter((name) => name !== ''))].toSorted().slice(0, maxCookies);
}
