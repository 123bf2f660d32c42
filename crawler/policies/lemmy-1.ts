import { z } from 'zod';
import { text } from '../documents/lenient.ts';
import { readJson, requireSuccess } from '../net/json.ts';
import type { Fetched } from '../probe.ts';
import { EntryCollector } from './entries.ts';
import {
  hidden,
  type PolicyIo,
  type PolicyQuestion,
  pageOptions,
  type ReadPolicies,
  read,
} from './reader.ts';
import { readSubject } from './subject.ts';
import type { Turns } from './turns.ts';

/** More is answered with 400. */
const pageSize = 50;
const maxPages = 8;

const Page = z.object({ items: z.array(z.unknown()), next_page: text });
const Item = z.object({ instance: z.object({ domain: z.string() }) });
const Refusal = z.object({ error: z.string() });

/** The list of Lemmy 1.0: pages of blocked instances, then one question whether there is an allow list. Source: LemmyNet/lemmy:crates/api/api/src/site/federated_instances.rs. @throws {ProbeFailure} */
export async function readLemmy1({ base }: PolicyQuestion, io: PolicyIo): Promise<ReadPolicies> {
  const ask = (query: string) => io.get(`${base}/api/v4/federated_instances?${query}`, pageOptions);
  const collector = new EntryCollector();
  const cursors = new Set<string>();
  let cursor = '';
  do {
    const after = cursor === '' ? '' : `&page_cursor=${encodeURIComponent(cursor)}`;
    const fetched = await ask(`kind=blocked&limit=${pageSize}${after}`);
    if (isPrivate(fetched)) return hidden();
    cursors.add(cursor);
    cursor = (await addPage(requireSuccess(fetched), { collector, turns: io.turns })) ?? '';
  } while (cursor !== '' && !cursors.has(cursor) && cursors.size < maxPages);
  if (cursor !== '') collector.cut();
  const allowed = readJson(requireSuccess(await ask('kind=allowed&limit=1')), Page);
  return read(collector.result(), allowed.items.length > 0 ? 'allow-list' : 'open');
}

interface Taking {
  readonly collector: EntryCollector;
  readonly turns: Turns;
}

/** Takes the items of a page, and gives where the next one begins. @throws {ProbeFailure} */
async function addPage(fetched: Fetched, { collector, turns }: Taking): Promise<string | undefined> {
  const { items, next_page: next } = readJson(fetched, Page);
  const words = { level: 'reject', native: 'blocked' } as const;
  await collector.takeAll(items, turns, (item) => {
    const { success, data } = Item.safeParse(item);
    return [success ? readSubject(data.instance.domain) : { ok: false, refusal: 'malformed' }, words];
  });
  return next;
}

/** A private instance answers nobody without a login. */
function isPrivate(fetched: Fetched): boolean {
  return fetched.status === 400 && readJson(fetched, Refusal).error === 'instance_is_private';
}
