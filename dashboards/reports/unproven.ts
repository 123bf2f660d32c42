import type { Host } from '../../model/host.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { Block } from './document/document.ts';
import type { Tongue } from './words/tongue.ts';

/** What a report says of the proof that its servers are ours. */
export interface Unproven {
  /** Those of the customer's servers that had not proven it when the report was made, by host. */
  readonly unproven: readonly Host[];
}

/** Those of some servers that do not prove to be ours, in their order. */
export function unprovenAmong(servers: readonly Pick<ServerStanding, 'host' | 'consent'>[]): readonly Host[] {
  return servers.flatMap(({ host, consent }) => (consent === 'unproven' ? [host] : []));
}

/** Names them at the beginning of a report; nothing where there is none. */
export function unprovenBlocks({ unproven }: Unproven, { words, form }: Tongue): readonly Block[] {
  if (unproven.length === 0) return [];
  return [{ kind: 'notice', text: words.frame.unproven(form.list(unproven)) }];
}
