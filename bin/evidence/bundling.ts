import { authorityAt } from '../../analyzer/evidence/authority.ts';
import { type Bundle, makeBundle as bundled } from '../../analyzer/evidence/bundle.ts';
import { gather } from '../../analyzer/evidence/gather.ts';
import type { Finding } from '../../model/finding.ts';
import { findingKey, isNamed } from '../../model/finding-id.ts';
import { monitorKey } from '../../store/monitor-key.ts';
import { everyRule } from '../fleet.ts';
import type { Foundation } from '../foundation.ts';
import { crawlUserAgent } from '../net-options.ts';
import { controlHosts } from '../watched.ts';

/** Rows of equal outcomes that are looked through for one that began at a given moment. */
const maxTransitions = 10_000;

/** The finding with an id. Undefined: there is none. */
export async function findingNamed(
  id: string,
  { store }: Pick<Foundation, 'store'>,
): Promise<Finding | undefined> {
  const key = findingKey(id);
  if (key === undefined) return undefined;
  const { server, rule } = key;
  const found =
    key.since === undefined
      ? await store.currentFindings({ server, rule })
      : await store.transitions(server, rule, maxTransitions);
  return found.find((finding) => isNamed(finding, key));
}

/** The bundle of a finding, signed with the key of this monitor. */
export async function makeBundle(finding: Finding, foundation: Foundation): Promise<Bundle> {
  const { configuration, store, clock, session } = foundation;
  const { name, origin, contact } = configuration.monitor;
  const { version } = session.release;
  const { privateKey } = await monitorKey(configuration.store.path);
  const authority = configuration.evidence.timestampAuthority;
  const ask = authority && authorityAt(authority, crawlUserAgent(origin, session.release));
  const gathered = await gather(finding, { store, controls: controlHosts(configuration) });
  return bundled(gathered, {
    monitor: { name, origin, contact, version },
    privateKey,
    clock,
    rule: everyRule().find(({ id }) => id === finding.rule),
    ...(authority && ask && { stamp: { authority, ask } }),
  });
}

/** The name of the file that a bundle of a finding is saved as. */
export function bundleName({ server, rule, labels = {}, since }: Finding): string {
  const words = [server, rule, ...Object.values(labels), since.replaceAll(':', '')];
  return `evidence-${words.join('-').replaceAll(/[^\w.-]+/g, '_')}.tar`;
}
