import { z } from 'zod';
import type { PolicyLevel } from '../../model/policy.ts';
import { flag, text } from '../lenient.ts';
import { readJson, requireSuccess, statusFailure } from '../net/json.ts';
import type { Fetched } from '../probe.ts';
import { EntryCollector } from './entries.ts';
import {
  hidden,
  listOptions,
  type PolicyIo,
  type PolicyQuestion,
  type PolicyReader,
  read,
} from './reader.ts';
import { readSubject } from './subject.ts';

/** misskey.io answers 400 to more. */
const pageSize = 30;

/** What is asked for, and how many pages of it at most: a visit has twenty requests. */
const filters = [
  { name: 'blocked', pages: 6 },
  { name: 'silenced', pages: 3 },
] as const;

/** Deliveries that stopped: moderators' doing and dead servers. */
const suspensions = { name: 'suspended', pages: 3 } as const;

type Filter = (typeof filters)[number] | typeof suspensions;

const Instance = z.object({
  host: z.string(),
  isBlocked: flag,
  isSilenced: flag,
  isSuspended: flag,
  suspensionState: text,
  isMediaSilenced: flag,
  isSensitiveMedia: flag,
  isNSFW: flag,
  rejectReports: flag,
});

type InstanceFlags = z.infer<typeof Instance>;

/** A page: its rows, and how many of them have a flag at all. */
export interface InstancePage {
  readonly rows: readonly unknown[];
  readonly flagged: number;
}

/**
 * Misskey and its forks: of the hosts a server ever met, those it blocks, silences or suspended. It cannot be hidden.
 * Source: misskey-dev/misskey:packages/backend/src/server/api/endpoints/federation/instances.ts.
 */
export const misskey: PolicyReader = {
  origin: 'misskey',
  names: ['misskey', 'cherrypick', 'sharkey', 'firefish', 'iceshrimp', 'foundkey', 'calckey', 'magnetar'],
  covers: 'subdomains',
  read: async (question, io) => {
    const collector = new EntryCollector();
    for (const filter of filters) {
      const end = await walk(filter, question, { io, collector });
      if (end === 'hidden') return hidden();
      if (end === 'private') return hidden('allow-list');
    }
    const suspended = new EntryCollector();
    if ((await walk(suspensions, question, { io, collector: suspended })) === 'private')
      return hidden('allow-list');
    // An old server has more dead ones than we may ask for: then its moderators' suspensions stay unknown, and the rest is whole all the same.
    if (suspended.result().truncated) return { ...read(collector.result()), origin: 'misskey-blocks' };
    collector.takeOver(suspended.result());
    return read(collector.result());
  },
};

interface Walk {
  readonly io: PolicyIo;
  readonly collector: EntryCollector;
}

/** All pages of one filter. A page that brings no new host, or comes after the last we ask for, ends a list that goes on. */
async function walk(
  { name, pages }: Filter,
  { base }: PolicyQuestion,
  { io, collector }: Walk,
): Promise<'read' | 'hidden' | 'private'> {
  const met = new Set<string>();
  for (let page = 0; page < pages; page += 1) {
    // Oldest first: new rows append, so that offsets stay where they are.
    const query = `${name}=true&limit=${pageSize}&offset=${page * pageSize}&sort=-firstRetrievedAt`;
    const fetched = await io.get(`${base}/api/federation/instances?${query}`, listOptions);
    if (statusFailure(fetched)?.failure.code === 'http-unauthorized') return 'private';
    const { rows, flagged } = readInstances(requireSuccess(fetched), collector, name);
    if (rows.length > 0 && flagged === 0 && name === 'blocked') return 'hidden';
    const before = met.size;
    for (const host of hostsOf(rows)) met.add(host);
    if (rows.length < pageSize) return 'read';
    if (met.size === before) break;
  }
  collector.cut();
  return 'read';
}

/**
 * Takes the rows of one page by their own flags: Iceshrimp answers a question for blocked hosts with hosts that are not. @throws {ProbeFailure}
 */
export function readInstances(
  fetched: Fetched,
  collector: EntryCollector,
  filter: Filter['name'],
): InstancePage {
  const rows = readJson(fetched, z.array(z.unknown()));
  let flagged = 0;
  for (const row of rows) {
    const parsed = Instance.safeParse(row);
    if (!parsed.success) {
      collector.refuse('malformed');
      continue;
    }
    if (isFlagged(parsed.data, filter)) flagged += 1;
    const words = wordsOf(parsed.data);
    if (words !== undefined) collector.add(readSubject(parsed.data.host), words);
  }
  return { rows, flagged };
}

function hostsOf(rows: readonly unknown[]): readonly string[] {
  return rows.flatMap((row) => {
    const parsed = Instance.safeParse(row);
    return parsed.success ? [parsed.data.host] : [];
  });
}

function isFlagged(flags: InstanceFlags, filter: Filter['name']): boolean {
  if (filter === 'blocked') return flags.isBlocked === true;
  return filter === 'silenced' ? flags.isSilenced === true : flags.isSuspended === true;
}

/** All flags of a host as one entry. A suspension counts only where a moderator made it: older versions mix in dead servers. */
function wordsOf(flags: InstanceFlags): { readonly level: PolicyLevel; readonly native: string } | undefined {
  const words: (readonly [PolicyLevel, string, boolean])[] = [
    ['reject', 'isBlocked', flags.isBlocked === true],
    ['limit', 'manuallySuspended', flags.suspensionState === 'manuallySuspended'],
    ['limit', 'isSilenced', flags.isSilenced === true],
    ['media-only', 'isMediaSilenced', flags.isMediaSilenced === true],
    ['media-only', 'isNSFW', flags.isNSFW === true],
    ['media-only', 'isSensitiveMedia', flags.isSensitiveMedia === true],
    ['note', 'rejectReports', flags.rejectReports === true],
  ];
  const said = words.filter(([, , isSet]) => isSet);
  const [first] = said;
  if (first === undefined) return undefined;
  return {
    level: first[0],
    native: said
      .map(([, word]) => word)
      .toSorted()
      .join('+'),
  };
}
