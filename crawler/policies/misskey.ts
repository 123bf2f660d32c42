import { requireSuccess, statusFailure } from '../net/json.ts';
import { EntryCollector } from './entries.ts';
import { hostsOf, type InstanceFilter, readInstances } from './misskey-instances.ts';
import {
  hidden,
  type PolicyIo,
  type PolicyQuestion,
  type PolicyReader,
  pageOptions,
  read,
} from './reader.ts';

/** misskey.io answers 400 to more. */
const pageSize = 30;

interface Filter {
  readonly name: InstanceFilter;
  readonly pages: number;
}

/** What is asked for, and how many pages of it at most: a visit has twenty requests. */
const filters: readonly Filter[] = [
  { name: 'blocked', pages: 6 },
  { name: 'silenced', pages: 3 },
];

/** Deliveries that stopped: moderators' doing and dead servers. */
const suspensions: Filter = { name: 'suspended', pages: 3 };

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

/**
 * All pages of one filter. A page that brings no new host, or comes after the last we ask for, ends a list that goes on.
 * Before 2023.10.2 Misskey had no silences, and answers a question for them with every host. Source: misskey-dev/misskey pull request 12031.
 */
async function walk(
  { name, pages }: Filter,
  { base }: PolicyQuestion,
  { io, collector }: Walk,
): Promise<'read' | 'hidden' | 'private'> {
  const met = new Set<string>();
  for (let page = 0; page < pages; page += 1) {
    // Oldest first: new rows append, so that offsets stay where they are.
    const query = `${name}=true&limit=${pageSize}&offset=${page * pageSize}&sort=-firstRetrievedAt`;
    const fetched = await io.get(`${base}/api/federation/instances?${query}`, pageOptions);
    if (statusFailure(fetched)?.failure.code === 'http-unauthorized') return 'private';
    const { rows, flagged, knows } = readInstances(requireSuccess(fetched), collector, name);
    if (rows.length > 0 && flagged === 0 && name === 'blocked') return 'hidden';
    if (name === 'silenced' && rows.length > 0 && !knows) return 'read';
    const before = met.size;
    for (const host of hostsOf(rows)) met.add(host);
    if (rows.length < pageSize) return 'read';
    if (met.size === before) break;
  }
  collector.cut();
  return 'read';
}
