import { z } from 'zod';
import { anyList } from '../lenient.ts';
import { readJson, requireSuccess } from '../net/json.ts';
import { EntryCollector } from './entries.ts';
import { listOptions, type PolicyReader, read } from './reader.ts';
import { readSubject } from './subject.ts';

const Row = z.object({ displayName: z.string() });

/** Wafrn: names only, which cannot be hidden. Source: gabboman/wafrn:packages/backend/routes/status.ts. */
export const wafrn: PolicyReader = {
  origin: 'wafrn',
  names: ['wafrn'],
  covers: 'name',
  read: async ({ base }, io) => {
    const fetched = requireSuccess(await io.get(`${base}/api/status/blocks`, listOptions));
    const collector = new EntryCollector();
    for (const row of readJson(fetched, anyList)) {
      const parsed = Row.safeParse(row);
      const subject = parsed.success
        ? readSubject(parsed.data.displayName)
        : ({ ok: false, refusal: 'malformed' } as const);
      if (!collector.add(subject, { level: 'reject', native: 'blocked' })) break;
    }
    return read(collector.result());
  },
};
