import type { BreakageName } from '../fediverse/breakages/index.ts';
import type { Reasons, Scenario } from './scenario.ts';

/** What differs between two scenarios that break a Mastodon in one way each. */
export interface Ailment extends Partial<Omit<Scenario, 'host' | 'failed' | 'software'>> {
  /** First label of the host. */
  readonly name: string;
  readonly broken: BreakageName;
  readonly failed: Reasons;
  readonly note: string;
}

/** An imitated Mastodon, a peer unless told otherwise, broken in one way. Its sample account is `alice`. */
export function onMastodon({ name, ...ailment }: Ailment): Scenario {
  const host = `${name}.fedi.test`;
  return { host, software: 'mastodon', role: 'peer', account: `alice@${host}`, ...ailment };
}
