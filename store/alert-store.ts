import type { Alert, AlertChange } from '../model/alert.ts';
import type { FollowedAlert } from '../model/followed-alert.ts';
import type { Host } from '../model/host.ts';
import type { Incident } from '../model/incident.ts';
import type { Cut } from './pages.ts';

/** When a probe of a server was last made, at any vantage; RFC 3339, UTC. */
export interface LastObserved {
  readonly server: Host;
  readonly probe: string;
  readonly startedAt: string;
}

/** What one pass over the alerts changed. */
export interface AlertPass {
  /** Counts up by one; of two rows of an alert the one of the later pass holds. */
  readonly pass: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Those that are not as the pass before left them. */
  readonly followed: readonly FollowedAlert[];
  readonly changes: readonly AlertChange[];
  /** Ids of alerts that are followed no longer. */
  readonly forgotten: readonly string[];
  /** Incidents that are new or have changed. */
  readonly incidents: readonly Incident[];
}

/** Where alerts stood when the newest pass ended. `pass`: its number; 0: there was none. */
export interface AlertMemory {
  readonly pass: number;
  /** By id. */
  readonly followed: readonly FollowedAlert[];
  /** Those that have no end yet, by id. */
  readonly incidents: readonly Incident[];
}

/** Alerts and incidents, as they are remembered. */
export interface AlertStore {
  /** Writes what a pass changed. Writing the same pass twice is as writing it once. */
  recordAlertPass(pass: AlertPass): Promise<void>;
  alertMemory(): Promise<AlertMemory>;
  /** Steps in the lives of alerts, newest first. */
  alertChanges(cut: Cut): Promise<readonly AlertChange[]>;
  /** Steps in the life of one alert, newest first. */
  stepsOf(alert: string, limit: number): Promise<readonly AlertChange[]>;
  /** The alerts of some ids as their newest step left them, the oldest failure first. */
  alertsOf(ids: readonly string[]): Promise<readonly Alert[]>;
  incident(id: string): Promise<Incident | undefined>;
  /** Newest first, those that have ended too. */
  incidents(limit: number): Promise<readonly Incident[]>;
  /**
   * When the probes of some servers were last made, by server and probe. What was missed, replayed or is dated in the future does not count,
   * nor what was written after the instant (RFC 3339): rules have not judged it.
   */
  lastObserved(servers: readonly Host[], writtenUntil: string): Promise<readonly LastObserved[]>;
}
