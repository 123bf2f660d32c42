import type { Ask, Reply } from '../site.ts';

/** Answers one kind of request. */
export type Handler = (ask: Ask) => Reply;

/** A reply with a JSON body. */
export function json(document: unknown, type: string, headers: Reply['headers'] = {}): Reply {
  return { status: 200, headers: { 'content-type': type, ...headers }, body: JSON.stringify(document) };
}

/** A reply with a text body. */
export function text(body: string, type: string, headers: Reply['headers'] = {}): Reply {
  return { status: 200, headers: { 'content-type': type, ...headers }, body };
}

/** A small page for browsers. */
export function page(title: string, headers: Reply['headers'] = {}): Reply {
  const body = `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return text(body, 'text/html; charset=utf-8', headers);
}

/** A page as a software builds it. */
export function html(body: string, headers: Reply['headers'] = {}): Reply {
  return text(body, 'text/html; charset=utf-8', headers);
}

/** A reply with a status and a short body. */
export function status(code: number, body = '', type = 'text/plain; charset=utf-8'): Reply {
  return { status: code, headers: { 'content-type': type }, body };
}

/** A redirect. */
export function redirect(location: string, code = 301): Reply {
  return { status: code, headers: { location }, body: '' };
}
