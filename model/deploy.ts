import type { Host } from './host.ts';

/** What somebody says that they changed at a server, and when. */
export interface Deploy {
  readonly server: Host;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** In a few words, such as `Mastodon 4.5.3`. */
  readonly note: string;
  /** Who says so. */
  readonly by: string;
}
