import { instant } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import type { Store } from '../../../store/store.ts';
import type { ServerView } from './view.ts';

const lookedBackMs = 10 * 86_400_000;

/**
 * Views with the beginnings of outages and of health by what was seen: rules change their answers while these last, so the newest change does not tell. Looks ten
 * days of visits back; where nothing tells, nothing is changed. `replayedUntil`: where the replayed history of a server ends.
 */
export async function withBeginnings(
  store: Store,
  views: readonly ServerView[],
  replayedUntil: ReadonlyMap<Host, string>,
): Promise<readonly ServerView[]> {
  const until = newest(views.map(({ observedAt }) => observedAt));
  if (until === undefined) return views;
  const from = instant(Date.parse(until) - lookedBackMs);
  const [down, well] = await Promise.all([
    downSince(store, hostsOf(views.filter(({ unreachable }) => unreachable)), { from, until }),
    wellSince(store, hostsOf(views.filter(({ state }) => state === 'healthy')), { from, until }),
  ]);
  return views.map((view) => {
    const { host } = view.server;
    const downAt = view.unreachable ? down.get(host) : undefined;
    const since = beginningOf(view, downAt, well.get(host));
    if (since === undefined) return view;
    const replayed = view.replayed || isReplayed(since, replayedUntil.get(host));
    return { ...view, since, replayed, ...(downAt !== undefined && { downSince: downAt }) };
  });
}

/** A rule fails for an outage when it is confirmed, after it began; of an older failure it is the beginning that counts. */
function beginningOf(
  { state, since }: ServerView,
  downAt: string | undefined,
  wellAt: string | undefined,
): string | undefined {
  if (state === 'healthy') return wellAt;
  if (state === 'failing') return [since, downAt].filter((at) => at !== undefined).toSorted()[0];
  return downAt;
}

interface Span {
  readonly from: string;
  readonly until: string;
}

function hostsOf(views: readonly ServerView[]): readonly Host[] {
  return views.map(({ server }) => server.host);
}

/** An outage began with the first of the visits in a row that found the server down. */
async function downSince(
  store: Store,
  hosts: readonly Host[],
  { from, until }: Span,
): Promise<ReadonlyMap<Host, string>> {
  const runs = hosts.length === 0 ? [] : await store.downRuns(hosts, from, until);
  return new Map(runs.map(({ server, began }) => [server, began]));
}

/**
 * Health began when the last failure ended, and not before the first visit that found the server up again: one visit without an answer fails no rule, but the page said then
 * that the server is unreachable.
 */
async function wellSince(
  store: Store,
  hosts: readonly Host[],
  { from, until }: Span,
): Promise<ReadonlyMap<Host, string>> {
  const [failed, silent] = await Promise.all([store.wellSince(hosts), store.upAgain(hosts, from, until)]);
  return new Map(
    hosts.flatMap((host) => {
      const since = newest([failed.get(host), silent.get(host)]);
      return since === undefined ? [] : [[host, since] as const];
    }),
  );
}

/** Whether something that began at an instant began in replayed history. Both RFC 3339 in UTC, which sorts as text. */
export function isReplayed(since: string | undefined, replayedUntil: string | undefined): boolean {
  return since !== undefined && replayedUntil !== undefined && since <= replayedUntil;
}

/** RFC 3339 in UTC sorts as text. */
export function newest(instants: readonly (string | undefined)[]): string | undefined {
  return instants
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1);
}
