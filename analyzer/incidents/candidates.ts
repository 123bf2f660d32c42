import type { Alert } from '../../model/alert.ts';
import type { CauseKind, SharedCause } from '../../model/incident.ts';
import type { Census } from './attributes.ts';

/** Alerts that began together and share something. `share`: of the servers that have it, how many are among them; from 0 to 1. */
export interface Candidate {
  readonly cause: SharedCause;
  /** By when they began. */
  readonly alerts: readonly Alert[];
  readonly share: number;
}

/** Alerts that began this far apart at most began together, each with the one before it. */
export const togetherMs = 600_000;

/** What half of the servers with it do not suffer from is hardly the cause. */
const leastShare = 0.5;

/** The narrowest first: of two that explain the same, it says more. */
const narrowest: readonly CauseKind[] = ['server', 'address', 'network', 'as', 'cdn', 'software', 'rule'];

/** What an alert may share with others: what its server has, the server itself, and its rule. */
export function causesOf(alert: Alert, census: Census): readonly SharedCause[] {
  const { server } = alert.labels;
  if (server === undefined) return [];
  return [
    { kind: 'server', value: server },
    ...(census.get(server) ?? []),
    { kind: 'rule', value: alert.rule },
  ];
}

/** The group that explains most alerts; of equal ones, that of which most servers suffer, then the narrowest. Undefined: none do. */
export function bestCandidate(alerts: readonly Alert[], census: Census): Candidate | undefined {
  const shared = new Map<string, { readonly cause: SharedCause; readonly alerts: Alert[] }>();
  for (const alert of alerts.toSorted(byBegin)) {
    for (const cause of causesOf(alert, census)) {
      const key = `${cause.kind} ${cause.value}`;
      const known = shared.get(key) ?? { cause, alerts: [] };
      known.alerts.push(alert);
      shared.set(key, known);
    }
  }
  const found = [...shared.values()].flatMap(({ cause, alerts: sharing }) =>
    together(sharing).flatMap((row) => candidateOf(cause, row, census) ?? []),
  );
  return found.toSorted(byWeight)[0];
}

/** Rows of alerts of which each began soon after the one before. */
function together(alerts: readonly Alert[]): readonly (readonly Alert[])[] {
  const rows: Alert[][] = [];
  let beforeMs = Number.NEGATIVE_INFINITY;
  for (const alert of alerts) {
    const atMs = Date.parse(alert.activeAt);
    if (atMs - beforeMs > togetherMs) rows.push([]);
    rows.at(-1)?.push(alert);
    beforeMs = atMs;
  }
  return rows;
}

function candidateOf(cause: SharedCause, alerts: readonly Alert[], census: Census): Candidate | undefined {
  if (alerts.length < 2) return undefined;
  if (cause.kind === 'server') return { cause, alerts, share: 1 };
  const suffering = new Set(alerts.map(({ labels }) => labels['server'])).size;
  const share = suffering / Math.max(suffering, havingIt(cause, census));
  return suffering < 2 || share < leastShare ? undefined : { cause, alerts, share };
}

function havingIt({ kind, value }: SharedCause, census: Census): number {
  if (kind === 'rule') return census.size;
  const has = (causes: readonly SharedCause[]) =>
    causes.some((cause) => cause.kind === kind && cause.value === value);
  return [...census.values()].filter(has).length;
}

function byBegin(a: Alert, b: Alert): number {
  return `${a.activeAt} ${a.id}` < `${b.activeAt} ${b.id}` ? -1 : 1;
}

function byWeight(a: Candidate, b: Candidate): number {
  const narrow = ({ cause }: Candidate) => narrowest.indexOf(cause.kind);
  const order = b.alerts.length - a.alerts.length || b.share - a.share || narrow(a) - narrow(b);
  return order || (a.cause.value < b.cause.value ? -1 : 1);
}
