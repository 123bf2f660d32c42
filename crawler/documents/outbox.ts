import { z } from 'zod';
import { readJson, requireSuccess } from '../net/json.ts';
import type { Fetched } from '../probe.ts';
import { listOf, present, text, word } from './lenient.ts';

/** A collection or a page of one, without its items. Source: ActivityStreams 2 §4.6. */
export interface CollectionFacts {
  readonly contentType?: string;
  readonly types: readonly string[];
  /** How the first page is given. */
  readonly first: 'link' | 'embedded' | 'missing';
  /** Items in this document, at most 100 counted. */
  readonly items: number;
  /** Absent: not published, or not a non-negative integer. */
  readonly totalItems?: number;
}

/** What it takes to go on from a collection; it never leaves the probe. */
export interface Leads {
  readonly firstPage?: string;
  /** Id of the newest public object. */
  readonly newestObject?: string;
}

/** A public object by the facts that peers check, without its content. */
export interface ObjectFacts {
  readonly contentType?: string;
  readonly types: readonly string[];
  /** Is its `id` the URL that was asked? */
  readonly sameId: boolean;
  /** Is the actor its `attributedTo`? */
  readonly sameOwner: boolean;
}

const everyone: ReadonlySet<string> = new Set([
  'https://www.w3.org/ns/activitystreams#Public',
  'as:Public',
  'Public',
]);

const addressed = { to: listOf(z.string()), cc: listOf(z.string()) };
const Thing = z.object({ id: text, ...addressed });
const Activity = z.object({
  type: listOf(word),
  object: z.union([z.string(), Thing]).optional().catch(undefined),
  ...addressed,
});
const Page = z.object({
  type: listOf(word),
  orderedItems: listOf(z.unknown()),
  items: listOf(z.unknown()),
});
const Collection = z.object({
  ...Page.shape,
  totalItems: z.int().nonnegative().optional().catch(undefined),
  first: z.unknown().optional(),
});

/** The collection in a response. `host`: the actor's own, whose objects count. @throws {ProbeFailure} */
export function readCollection(fetched: Fetched, host: string): { facts: CollectionFacts; leads: Leads } {
  const body = readJson(requireSuccess(fetched), Collection);
  const embedded = Page.safeParse(body.first);
  const items = [...itemsOf(body), ...(embedded.success ? itemsOf(embedded.data) : [])];
  const first = typeof body.first === 'string' ? 'link' : embedded.success ? 'embedded' : 'missing';
  return {
    facts: present({
      contentType: fetched.headers['content-type'],
      types: body.type,
      first,
      items: items.length,
      totalItems: body.totalItems,
    } as const),
    leads: present({
      firstPage: typeof body.first === 'string' && isOf(host, body.first) ? body.first : undefined,
      newestObject: newestPublic(items, host),
    }),
  };
}

function itemsOf({ orderedItems, items }: z.infer<typeof Page>): readonly unknown[] {
  return [...orderedItems, ...items];
}

/** The first public post of the actor's own. Boosts name objects of others, which are not asked for. */
function newestPublic(items: readonly unknown[], host: string): string | undefined {
  for (const item of items) {
    const activity = Activity.safeParse(item);
    if (!activity.success || !activity.data.type.includes('Create')) continue;
    const { object, to, cc } = activity.data;
    const things = typeof object === 'object' ? [...object.to, ...object.cc] : [];
    const id = typeof object === 'object' ? object.id : object;
    const isPublic = [...to, ...cc, ...things].some((name) => everyone.has(name));
    if (isPublic && id !== undefined && isOf(host, id)) return id;
  }
  return undefined;
}

function isOf(host: string, url: string): boolean {
  return URL.parse(url)?.host === host;
}

const Item = z.object({
  id: text,
  type: listOf(word),
  attributedTo: listOf(z.union([z.string(), z.object({ id: text }).transform(({ id }) => id ?? '')])),
});

/** The object in a response. @throws {ProbeFailure} */
export function readObject(
  fetched: Fetched,
  asked: { readonly url: string; readonly actors: readonly string[] },
): ObjectFacts {
  const body = readJson(requireSuccess(fetched), Item);
  return present({
    contentType: fetched.headers['content-type'],
    types: body.type,
    sameId: body.id === asked.url,
    sameOwner: body.attributedTo.some((owner) => asked.actors.includes(owner)),
  });
}
