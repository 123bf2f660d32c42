import type { Host } from './host.ts';
import type { Observation } from './observation.ts';

/** What makes an observation the one it is: asked of whom, what, for which moment, from where. */
export type ObservationKey = Pick<Observation, 'server' | 'probe' | 'scheduledAt' | 'vantage'>;

/**
 * The id of an observation: its key, joined with slashes (`social.example/actor/2026-11-21T23:00:00.000Z/local`).
 * The same scheduled moment always has the same id, so a replay collapses onto itself, and an id leads straight to its row.
 */
export function observationId(key: ObservationKey): string {
  return `${key.server}/${key.probe}/${key.scheduledAt}/${key.vantage}`;
}

const form = /^([^/]+)\/([^/]+)\/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/(.+)$/s;

/** The key an id stands for. Undefined: the text is no observation's id. */
export function observationKey(id: string): ObservationKey | undefined {
  const [, server, probe, scheduledAt, vantage] = form.exec(id) ?? [];
  if (!server || !probe || !scheduledAt || !vantage) return undefined;
  // The only use of the key is to look for a row; a text that is no host finds none.
  return { server: server as Host, probe, scheduledAt, vantage };
}
