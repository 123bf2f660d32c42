import { z } from 'zod';
import { readJson, requireSuccess } from '../net/json.ts';
import type { Fetched } from '../probe.ts';
import { type Entries, EntryCollector } from './entries.ts';
import { readLemmy1 } from './lemmy-1.ts';
import { isAtLeast, listOptions, type PolicyReader, type ReadPolicies, read } from './reader.ts';
import { readSubject } from './subject.ts';
import type { Turns } from './turns.ts';

/** `null`: federation is off. */
const Instances = z.object({
  federated_instances: z
    .object({ blocked: z.array(z.unknown()).nullish(), allowed: z.array(z.unknown()).nullish() })
    .nullable(),
});

/** Lemmy. Its list cannot be hidden; a name stands for itself only. Source: LemmyNet/lemmy 0.19.20: crates/api_common/src/utils.rs, build_federated_instances. */
export const lemmy: PolicyReader = {
  origin: 'lemmy',
  names: ['lemmy'],
  covers: 'name',
  read: async (question, io) => {
    if (isAtLeast(question.version, [1, 0])) return readLemmy1(question, io);
    const isOlder = question.version !== '' && !isAtLeast(question.version, [0, 18]);
    const path = isOlder ? '/api/v3/site' : '/api/v3/federated_instances';
    const fetched = requireSuccess(await io.get(`${question.base}${path}`, listOptions));
    return readFederatedInstances(fetched, io.turns);
  },
};

/** The list of Lemmy 0.18 to 0.19, and of earlier ones: there it is a part of the site, and names stand by themselves. @throws {ProbeFailure} */
export async function readFederatedInstances(fetched: Fetched, turns: Turns): Promise<ReadPolicies> {
  const { federated_instances: known } = readJson(fetched, Instances);
  if (known === null) return read({ entries: [], refused: {}, truncated: false }, 'closed');
  const blocked = await blockedIn(known.blocked ?? [], turns);
  return read(blocked, (known.allowed ?? []).length > 0 ? 'allow-list' : 'open');
}

const Blocked = z.union([z.string(), z.object({ domain: z.string() }).transform(({ domain }) => domain)]);

async function blockedIn(rows: readonly unknown[], turns: Turns): Promise<Entries> {
  const collector = new EntryCollector();
  const words = { level: 'reject', native: 'blocked' } as const;
  await collector.takeAll(rows, turns, (row) => {
    const domain = Blocked.safeParse(row);
    return [domain.success ? readSubject(domain.data) : { ok: false, refusal: 'malformed' }, words];
  });
  return collector.result();
}
