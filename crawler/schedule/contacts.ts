import type { Host } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import { retryAfterMs } from '../net/manners/retry-after.ts';
import type { RobotsFacts } from '../net/robots/robots.ts';
import { webDomainIn, withOwnAnswers } from './own-answers.ts';
import { isWholeSite, pathsGone, wasReached, wasTried } from './reached.ts';

/** What visits have shown of a server that decides when the next one is due. Instants in epoch milliseconds. */
export interface Contact {
  /** When a visit last reached it. Absent: never. */
  readonly aliveMs?: number;
  /** When it was last tried, and whether that reached it. Absent: never. */
  readonly triedMs?: number;
  readonly reached?: boolean;
  /** How long visits waited for answers, all of them together and whoever gave them, in milliseconds: the newest one, or half of what was said before it, so that who is slow in turns is slow. Absent: never. */
  readonly waitedMs?: number;
  /** Since which visit its robots.txt cannot be read. Absent: it can, there is none, or nobody looked since the start. */
  readonly unreadSinceMs?: number;
  /** When it wants to see us again, by its Retry-After. */
  readonly notBeforeMs?: number;
  /** Where its documents live, when a visit last learned that. */
  readonly webDomain?: Host;
  /** Where it answered 410 since it answered anything else. A restart begins with the newest visit. */
  readonly pathsGone?: readonly string[];
  /** Its whole site answered 410, or that was written down already. */
  readonly gone?: 'seen' | 'written-down';
}

/** The longest wait that a Retry-After is taken for, in milliseconds; a longer one is a mistake more often than a wish. */
const longestRetryMs = 7 * 24 * 60 * 60 * 1000;

/** A contact after one visit, or after the newest observations of the store: both tell the same, but for `robots`, which only a visit knows: a restart asks anew. */
export function contactAfter(
  before: Contact,
  rows: readonly Observation[],
  robots?: RobotsFacts['state'],
): Contact {
  const webDomain = webDomainIn(rows) ?? before.webDomain;
  const newest = newestAttempt(rows);
  const observations = newest.map((row) => withOwnAnswers(row, webDomain));
  const paths = pathsGone(before.pathsGone ?? [], observations);
  const gone = goneBy(observations, paths);
  const lasting = {
    ...(paths.length > 0 && { pathsGone: paths }),
    ...(gone !== undefined && { gone }),
    ...(webDomain !== undefined && { webDomain }),
  };
  if (!wasTried(observations)) return { ...before, ...lasting };
  const triedMs = Math.max(
    ...observations.filter(isAttempt).map(({ scheduledAt }) => Date.parse(scheduledAt)),
  );
  const reached = wasReached(observations);
  const aliveMs = reached ? triedMs : before.aliveMs;
  const notBeforeMs = retryMs(observations);
  const unreadSinceMs = unreadSince(before, triedMs, robots);
  return {
    triedMs,
    reached,
    waitedMs: Math.max(waitedMs(newest), (before.waitedMs ?? 0) / 2),
    ...(aliveMs !== undefined && { aliveMs }),
    ...(notBeforeMs !== undefined && { notBeforeMs }),
    ...(unreadSinceMs !== undefined && { unreadSinceMs }),
    ...lasting,
  };
}

function waitedMs(observations: readonly Observation[]): number {
  const exchanges = observations.flatMap((observation) => observation.exchanges);
  return exchanges.reduce((sum, { timings }) => sum + timings.totalMs, 0);
}

/** A visit that did not look learns nothing. */
function unreadSince(
  { unreadSinceMs }: Contact,
  triedMs: number,
  robots: RobotsFacts['state'] | undefined,
): number | undefined {
  if (robots === undefined) return unreadSinceMs;
  return robots === 'unreachable' ? (unreadSinceMs ?? triedMs) : undefined;
}

/** The store gives the newest row of every probe; what an older visit saw is not what the server does now. */
function newestAttempt(rows: readonly Observation[]): readonly Observation[] {
  const slots = rows.filter(({ outcome }) => outcome !== 'missed').map(({ scheduledAt }) => scheduledAt);
  const newest = slots.toSorted().at(-1);
  return rows.filter(({ scheduledAt }) => scheduledAt === newest);
}

function isAttempt({ outcome, failure }: Observation): boolean {
  return outcome !== 'missed' && failure?.code !== 'retired' && failure?.code !== 'opted-out';
}

function goneBy(observations: readonly Observation[], paths: readonly string[]): Contact['gone'] {
  if (observations.some(({ failure }) => failure?.code === 'retired')) return 'written-down';
  return isWholeSite(paths) ? 'seen' : undefined;
}

/** The latest moment that a server that was too busy named. Source: RFC 9110 §10.2.3. */
function retryMs(observations: readonly Observation[]): number | undefined {
  const moments = observations
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ status }) => status === 429 || status === 503)
    .flatMap(({ startedAt, responseHeaders }) => {
      const atMs = Date.parse(startedAt);
      const waitMs = retryAfterMs(responseHeaders['retry-after'], atMs);
      return waitMs === undefined ? [] : [atMs + Math.min(waitMs, longestRetryMs)];
    });
  return moments.length === 0 ? undefined : Math.max(...moments);
}

/** The contacts of all servers of a crawler. */
export class Contacts {
  readonly #byHost = new Map<Host, Contact>();

  of(host: Host): Contact {
    return this.#byHost.get(host) ?? {};
  }

  /** Learns from one visit to a server. */
  learn(host: Host, observations: readonly Observation[], robots?: RobotsFacts['state']): Contact {
    const contact = contactAfter(this.of(host), observations, robots);
    this.#byHost.set(host, contact);
    return contact;
  }

  /** Writes down that the whole site is gone; false where it is not, or that was done before. */
  retire(host: Host): boolean {
    const contact = this.of(host);
    if (contact.gone !== 'seen') return false;
    this.#byHost.set(host, { ...contact, gone: 'written-down' });
    return true;
  }

  /** Notes that a server was alive at a moment, unless it is known to have been later. */
  noteAlive(host: Host, aliveMs: number): void {
    const contact = this.of(host);
    this.#byHost.set(host, { ...contact, aliveMs: Math.max(aliveMs, contact.aliveMs ?? aliveMs) });
  }
}
