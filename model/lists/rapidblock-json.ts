import { z } from 'zod';
import { jsonValue } from './json-value.ts';
import { boundedRow, type ListFormat, type ListRow, type ReadRow } from './row.ts';

const fileSchema = z.object({ blocks: z.record(z.string(), z.unknown()) });
const entrySchema = z.object({
  isBlocked: z.boolean(),
  reason: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
});
const maxTags = 20;
const maxTag = 50;

/** The JSON of RapidBlock, keyed by name. What is not blocked there is `noop`. Source: fediblockhole:src/fediblockhole/blocklists.py. */
export const rapidBlockJson: ListFormat = {
  id: 'rapidblock-json',
  title: 'RapidBlock, JSON',
  names: 'blocked',
  recognises: (start) => /^\ufeff?\s*\{/.test(start),
  read: readBlocks,
  write: (rows) => {
    const blocks = Object.fromEntries(rows.map((row) => [row.domain, entryOf(row)]));
    return `${JSON.stringify({ blocks }, undefined, 2)}\n`;
  },
};

function* readBlocks(text: string): Generator<ReadRow> {
  const file = fileSchema.safeParse(jsonValue(text));
  if (!file.success) {
    yield { ok: false, place: 1, fault: 'shape' };
    return;
  }
  let place = 0;
  for (const [domain, given] of Object.entries(file.data.blocks)) {
    place += 1;
    yield rowOf(domain, given, place);
  }
}

function rowOf(domain: string, given: unknown, place: number): ReadRow {
  const entry = entrySchema.safeParse(given);
  if (!entry.success) return { ok: false, place, fault: 'shape' };
  const { isBlocked, reason, tags } = entry.data;
  return boundedRow({
    place,
    domain,
    severity: isBlocked ? 'suspend' : 'noop',
    ...(typeof reason === 'string' && { publicComment: reason }),
    ...(Array.isArray(tags) && { tags: tags.slice(0, maxTags).map((tag) => tag.slice(0, maxTag)) }),
  });
}

function entryOf({ severity = 'suspend', publicComment, tags }: ListRow) {
  return { isBlocked: severity === 'suspend', reason: publicComment, tags };
}
