import { csvTexts } from '../../model/lists/csv.ts';
import { requireSuccess, statusFailure } from '../net/json.ts';
import { decodeUtf8, isHtml } from '../net/json-text.ts';
import { ProbeFailure } from '../net/probe-failure.ts';
import type { Fetched } from '../probe.ts';
import { type Entries, EntryCollector } from './entries.ts';
import { hidden, listOptions, notSupported, type PolicyReader, read } from './reader.ts';
import { readSubject } from './subject.ts';
import type { Turns } from './turns.ts';

/** Friendica: a CSV of shell patterns and reasons, without a header. Source: friendica:src/Module/Blocklist/Domain/Download.php. */
export const friendica: PolicyReader = {
  origin: 'friendica',
  names: ['friendica'],
  covers: 'name',
  read: async ({ base }, io) => {
    const fetched = await io.get(`${base}/blocklist/domain/download`, { ...listOptions, accept: 'text/csv' });
    const code = statusFailure(fetched)?.failure.code;
    if (code === 'http-forbidden' || code === 'http-unauthorized') return hidden();
    if (code === 'http-not-found') return notSupported();
    return read(await readPatterns(requireSuccess(fetched), io.turns));
  },
};

/** The rows of its list. @throws {ProbeFailure} `body-not-utf8`, `body-html` */
export async function readPatterns(fetched: Fetched, turns: Turns): Promise<Entries> {
  const text = decodeUtf8(fetched.bytes);
  if (text === undefined) throw new ProbeFailure('body-not-utf8');
  if (isHtml(text)) throw new ProbeFailure('body-html');
  const collector = new EntryCollector();
  await collector.takeAll(csvTexts(text), turns, ([pattern = '', reason]) =>
    pattern === '' && reason === undefined
      ? undefined
      : [readSubject(pattern), { level: 'reject', native: 'blocked', reason }],
  );
  return collector.result();
}
