import type { Clock } from '../../model/clock.ts';
import { parseHost } from '../../model/host.ts';
import type { Log } from '../../model/log.ts';
import { readBlockList } from '../candidates/blocklist.ts';
import { requireSuccess } from '../net/json.ts';
import { NameSet } from '../net/names/name-set.ts';
import type { Net } from '../net/net.ts';
import { ProbeFailure } from '../net/probe-failure.ts';

interface ListTools {
  readonly net: Net;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends a reading. */
  readonly stop: AbortSignal;
}

const dayMs = 24 * 60 * 60 * 1000;
const retryMs = 10 * 60 * 1000;
const readingMs = 15_000;
const maxBytes = 4 * 1024 * 1024;

/**
 * Reads the published block lists, each once a day. Resolves with all their names, of the last reading that succeeded;
 * undefined: some list was never read, so nobody can say who is on it.
 */
export function blockListReader(
  urls: readonly string[],
  tools: ListTools,
): () => Promise<NameSet | undefined> {
  const lists = new Map<string, List>();
  let all: NameSet | undefined = urls.length === 0 ? new NameSet([]) : undefined;
  return async () => {
    const due = urls.filter((url) => isDue(lists.get(url), tools.clock.now()));
    const read = async (url: string) => lists.set(url, await refreshed(url, lists.get(url), tools));
    await Promise.all(due.map(read));
    const names = urls.map((url) => lists.get(url)?.names);
    if (due.length > 0 && names.every((each) => each !== undefined)) all = new NameSet(names.flat());
    return all;
  };
}

/** `names`: of the last reading that succeeded. `nextMs`: when it is read again, epoch milliseconds. */
interface List {
  readonly names?: readonly string[];
  readonly nextMs: number;
}

/** A next reading more than a day away was set by a clock that has been set back since. */
function isDue(list: List | undefined, nowMs: number): boolean {
  return list === undefined || list.nextMs <= nowMs || list.nextMs > nowMs + dayMs;
}

async function refreshed(url: string, last: List | undefined, tools: ListTools): Promise<List> {
  const read = await readOne(url, tools);
  const names = read ?? last?.names;
  const nextMs = tools.clock.now() + (read === undefined ? retryMs : dayMs);
  return { nextMs, ...(names !== undefined && { names }) };
}

/** The operator named the list, so what goes wrong is for the operator to know. */
async function readOne(url: string, { net, log, stop }: ListTools): Promise<readonly string[] | undefined> {
  const named = parseHost(new URL(url).hostname);
  if (!named.ok) return warn(log, url, `the list is at no host: ${named.refusal}`);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new ProbeFailure('visit-deadline')), readingMs);
  const signal = AbortSignal.any([deadline.signal, stop]);
  const session = net.open({ host: named.host, consent: 'peer', signal });
  try {
    const options = { accept: 'text/csv, text/plain, application/json', maxBytes, allowHttp: true };
    const fetched = requireSuccess(await session.get(url, { ...options, evidence: false }));
    const { names, masked } = readBlockList(new TextDecoder().decode(fetched.bytes));
    if (names.length === 0) return warn(log, url, 'the list names nobody');
    log.info('block list read', { url, names: names.length, masked });
    return names;
  } catch (error) {
    if (stop.aborted) return undefined;
    if (error instanceof ProbeFailure) return warn(log, url, error.failure.detail);
    throw error;
  } finally {
    clearTimeout(timer);
    await session.close();
  }
}

function warn(log: Log, url: string, reason: string): undefined {
  log.warn('a block list of peers.blocklists could not be read; no new peers until it is', { url, reason });
}
