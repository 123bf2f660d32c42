import type { Host } from '../../../model/host.ts';
import type { Store } from '../../../store/store.ts';
import type { ServerView } from './view.ts';

const stepsRead = 100;
const deploysRead = 50;

/** Something that changed at a hosted server. `alert`: the id of the alert whose step it is; absent: it is none. */
export interface Change {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly kind: 'alert' | 'failure' | 'deploy';
  /** Absent: it is about no one server. */
  readonly server?: string;
  /** What happened, in a few words. */
  readonly says: string;
  readonly rule?: string;
  readonly alert?: string;
}

/** Whose changes are read, and since when (RFC 3339). `aliveRule`: the alert that always fires is no change. */
export interface ChangeQuestion {
  readonly views: readonly ServerView[];
  readonly since: string;
  readonly aliveRule: string;
}

/** Steps of alerts, failures that began and deploys since an instant, newest first. */
export async function recentChanges(
  store: Store,
  { views, since, aliveRule }: ChangeQuestion,
): Promise<readonly Change[]> {
  const servers: readonly Host[] = views.map(({ server }) => server.host);
  const [steps, deploys] = await Promise.all([
    store.alertChanges({ limit: stepsRead, offset: 0 }),
    servers.length === 0 ? [] : store.deploys({ servers, since, limit: deploysRead }),
  ]);
  const told = steps.filter(({ at, alert }) => at >= since && alert.rule !== aliveRule);
  return [
    ...told.map(({ alert, to, at }): Change => {
      const server = alert.labels['server'];
      const says = to === 'inactive' ? 'ended before it fired' : stepWords[to];
      return {
        at,
        kind: 'alert',
        rule: alert.rule,
        alert: alert.id,
        says,
        ...(server !== undefined && { server }),
      };
    }),
    ...views
      .flatMap(({ failing }) => failing)
      .filter((finding) => finding.since >= since)
      .map(
        ({ since: at, server, rule }): Change => ({
          at,
          kind: 'failure',
          server,
          rule,
          says: 'began to fail',
        }),
      ),
    ...deploys.map(
      ({ at, server, note }): Change => ({
        at,
        kind: 'deploy',
        server,
        says: note === undefined || note === '' ? 'deployed' : `deployed: ${note}`,
      }),
    ),
  ].toSorted((a, b) => (a.at > b.at ? -1 : 1));
}

const stepWords = {
  pending: 'an alert waits',
  firing: 'an alert fires',
  unknown: 'nobody can tell any more whether the alert still holds',
  resolved: 'an alert ended',
} as const;
