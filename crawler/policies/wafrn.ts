import { z } from 'zod';
import { anyList } from '../documents/lenient.ts';
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
    const words = { level: 'reject', native: 'blocked' } as const;
    await collector.takeAll(readJson(fetched, anyList), io.turns, (row) => {
      const { success, data } = Row.safeParse(row);
      return [success ? readSubject(data.displayName) : { ok: false, refusal: 'malformed' }, words];
    });
    return read(collector.result());
  },
};
