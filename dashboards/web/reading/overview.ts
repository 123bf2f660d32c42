import type { Standing } from '../../../analyzer/standing.ts';
import { type Audience, severities } from '../../../model/finding.ts';
import type { FindingCount } from '../../../store/pages.ts';
import type { Store } from '../../../store/store.ts';
import { type Page, pageOf } from '../parts/page.ts';
import { statesByUrgency } from '../parts/state.ts';
import { type ServerView, viewsOf } from './view.ts';

/** More hosted servers than this are not on one page; the contracts of one monitor rarely cover that many. */
const hostedOnPage = 1000;
const peersOnPage = 50;

/** The overview. `peers.views` is one page, by host. */
export interface Overview {
  readonly observedAt?: string;
  /** Most urgent state first, then the loudest failure, then by host. */
  readonly hosted: readonly ServerView[];
  readonly peers: { readonly page: Page; readonly views: readonly ServerView[] };
  /** Failed findings by audience. */
  readonly failures: Readonly<Record<Audience, { readonly hosted: number; readonly peers: number }>>;
}

/** What the overview shows; `peersPage` as the address bar has it. */
export async function readOverview(store: Store, peersPage: string | undefined): Promise<Overview> {
  const page = pageOf(peersPage, peersOnPage, await store.serverCount('peer'));
  const hosted = await store.serversOf({ role: 'hosted' }, { limit: hostedOnPage, offset: 0 });
  const peers = await store.serversOf({ role: 'peer' }, { limit: page.size, offset: page.offset });
  const [counts, observedAt] = await Promise.all([store.findingCounts(), store.newestObservation()]);
  const views = await viewsOf(store, [...hosted, ...peers]);
  return {
    ...(observedAt !== undefined && { observedAt }),
    hosted: views.filter(({ server }) => server.role === 'hosted').toSorted(byUrgency),
    peers: { page, views: views.filter(({ server }) => server.role === 'peer') },
    failures: failuresOf(counts),
  };
}

/** The state that is looked at first: a server that fails a rule and is unreachable as well counts as unreachable. */
export function urgentState({ state, unreachable }: ServerView): Standing {
  return unreachable ? 'unreachable' : state;
}

function byUrgency(left: ServerView, right: ServerView): number {
  return (
    statesByUrgency.indexOf(urgentState(left)) - statesByUrgency.indexOf(urgentState(right)) ||
    loudness(right) - loudness(left) ||
    left.server.host.localeCompare(right.server.host, 'en')
  );
}

/** The place of the loudest failure among the severities; -1 without one. */
function loudness({ failing }: ServerView): number {
  return Math.max(-1, ...failing.map(({ severity }) => severities.indexOf(severity)));
}

function failuresOf(counts: readonly FindingCount[]): Overview['failures'] {
  const sum = (audience: Audience, role: 'hosted' | 'peer') =>
    counts.find((one) => one.audience === audience && one.role === role && one.outcome === 'failed')?.count ??
    0;
  const both = (audience: Audience) => ({ hosted: sum(audience, 'hosted'), peers: sum(audience, 'peer') });
  return { sre: both('sre'), 'trust-safety': both('trust-safety'), legal: both('legal') };
}
