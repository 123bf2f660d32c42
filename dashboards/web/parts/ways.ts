import { raw } from 'hono/html';
import { mayOpen } from '../guard/access.ts';
import type { CustomerPart } from '../guard/customer/part.ts';
import type { Reader } from '../guard/reader.ts';
import type { Markup } from '../markup.ts';

/** Who reads a page. `part`: whose part of the site it is; absent: the whole. */
export interface Traveller {
  readonly reader: Reader | undefined;
  readonly part: CustomerPart | undefined;
}

/** A page in which every link is one that its reader may follow: of the others the text stays. Links do not nest, and what is in them was escaped. */
export function passableIn(main: Markup, traveller: Traveller): Markup {
  const kept = String(main).replace(
    /<a\b([^>]*)>([\s\S]*?)<\/a>/g,
    (link, attributes: string, text: string) => {
      const path = /\shref="(\/[^"?#]*)/.exec(attributes)?.[1];
      return path === undefined || mayFollow(traveller, path) ? link : text;
    },
  );
  // `raw`, as: it was markup, and only tags were taken away
  return raw(kept) as Markup;
}

/** Whether a page of ours is there for somebody: what a customer may not see does not exist for them. */
export function mayFollow({ reader, part }: Traveller, path: string): boolean {
  if (!mayOpen(reader, path)) return false;
  const [, kind, name = ''] = path.split('/');
  if (part === undefined) return true;
  if (kind === 'servers') return isOwn(part, name);
  // The id of an observation begins with its server.
  return kind !== 'observations' || isOwn(part, name.split('%2F')[0] ?? '');
}

function isOwn({ own }: CustomerPart, name: string): boolean {
  return own.some((host) => host === name);
}
