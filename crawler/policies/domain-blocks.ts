import { z } from 'zod';
import type { PolicyLevel } from '../../model/policy.ts';
import { anyList } from '../documents/lenient.ts';
import { readJson } from '../net/json.ts';
import type { Fetched } from '../probe.ts';
import { digestedSubject } from './digest.ts';
import { type Entries, EntryCollector, type ReadRow } from './entries.ts';
import type { Turns } from './turns.ts';

/** Where servers with Mastodon's API publish their list. Source: Mastodon API, `GET /api/v1/instance/domain_blocks`, since 4.0. */
export const domainBlocksPath = '/api/v1/instance/domain_blocks';

/** Words of Mastodon, and of lists that were merged from others. */
const levels: ReadonlyMap<string, PolicyLevel> = new Map<string, PolicyLevel>([
  ['suspend', 'reject'],
  ['block', 'reject'],
  ['silence', 'limit'],
  ['limit', 'limit'],
  ['filter', 'limit'],
  ['noop', 'note'],
  ['none', 'note'],
]);

const Row = z.object({
  domain: z.string(),
  digest: z.unknown().optional(),
  severity: z.string(),
  comment: z.unknown().optional(),
});

/** The rows of Mastodon's list. @throws {ProbeFailure} when it is no list. */
export async function readDomainBlocks(fetched: Fetched, turns: Turns): Promise<Entries> {
  const collector = new EntryCollector();
  await collector.takeAll(readJson(fetched, anyList), turns, domainBlock);
  return collector.result();
}

function domainBlock(row: unknown): ReadRow {
  const parsed = Row.safeParse(row);
  const level = parsed.success ? levels.get(parsed.data.severity.toLowerCase()) : undefined;
  if (!parsed.success || level === undefined)
    return [
      { ok: false, refusal: 'malformed' },
      { level: 'note', native: '' },
    ];
  const { domain, digest, severity, comment } = parsed.data;
  const words = { level, native: severity.toLowerCase(), reason: comment, obfuscated: domain.includes('*') };
  return [digestedSubject(domain, digest), words];
}
