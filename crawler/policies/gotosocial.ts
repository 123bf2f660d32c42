import { z } from 'zod';
import { anyList } from '../documents/lenient.ts';
import { readJson, requireSuccess, statusFailure } from '../net/json.ts';
import type { Fetched } from '../probe.ts';
import { domainBlocksPath } from './domain-blocks.ts';
import { type Entries, EntryCollector, type ReadRow } from './entries.ts';
import { hidden, isAtLeast, listOptions, notSupported, type PolicyReader, read } from './reader.ts';
import { maskedSubject, type ReadSubject, readSubject } from './subject.ts';
import type { Turns } from './turns.ts';

const Row = z.object({ domain: z.string(), comment: z.unknown().optional() });

/** Before 0.20 the list was a filter of the peers. */
const olderPath = '/api/v1/instance/peers?filter=suspended&flat=false';

/** GoToSocial: a 401 is a hidden list, never a mode. Source: gotosocial:internal/api/client/instance/domainperms.go. */
export const gotosocial: PolicyReader = {
  origin: 'gotosocial',
  names: ['gotosocial'],
  covers: 'subdomains',
  read: async ({ base, version }, io) => {
    const path = version === '' || isAtLeast(version, [0, 20]) ? domainBlocksPath : olderPath;
    const fetched = await io.get(`${base}${path}`, listOptions);
    const code = statusFailure(fetched)?.failure.code;
    if (code === 'http-unauthorized') return hidden();
    if (code === 'http-not-found') return notSupported();
    return read(await readSuspended(requireSuccess(fetched), io.turns));
  },
};

/** The rows of its list. @throws {ProbeFailure} */
export async function readSuspended(fetched: Fetched, turns: Turns): Promise<Entries> {
  const collector = new EntryCollector();
  await collector.takeAll(readJson(fetched, anyList), turns, suspended);
  return collector.result();
}

function suspended(row: unknown): ReadRow {
  const parsed = Row.safeParse(row);
  const words = { level: 'reject', native: 'suspend' } as const;
  if (!parsed.success) return [{ ok: false, refusal: 'malformed' }, words];
  const { domain, comment: reason } = parsed.data;
  return [subjectOf(domain), { ...words, reason, obfuscated: domain.includes('*') }];
}

/** Masks have a NUL for every byte of a character that is not masked but its first. There is no digest, so a mask stays one. */
function subjectOf(domain: string): ReadSubject {
  const name = domain.replaceAll('\0', '');
  return name.includes('*') ? maskedSubject(name, '') : readSubject(name);
}
