import type { ObservedData } from '../../crawler/probes/index.ts';
import { profileOf, type SoftwareProfile } from '../../model/software/index.ts';
import type { Observed, Unobserved } from '../rule.ts';
import { leavesOpen } from './settled.ts';

type Result<P extends keyof ObservedData> = Observed<P> | Unobserved;

/** What a server says it runs. `absent`: it was asked and says nothing. `open`: that could not be found out. */
export type Claim =
  | { readonly state: 'named'; readonly name: string; readonly profile?: SoftwareProfile }
  | { readonly state: 'absent' }
  | { readonly state: 'open'; readonly detail: string };

/** What NodeInfo names as the software. */
export function claimOf(nodeinfo: Result<'nodeinfo'>): Claim {
  const document = nodeinfo.ok ? nodeinfo.data.document : undefined;
  if (document?.ok === true) return named(document.data.software.name);
  const failure = nodeinfo.ok ? document?.failure : nodeinfo.failure;
  return failure !== undefined && leavesOpen(failure)
    ? { state: 'open', detail: failure.detail }
    : { state: 'absent' };
}

function named(name: string): Claim {
  const profile = profileOf(name);
  return { state: 'named', name, ...(profile !== undefined && { profile }) };
}

/** What the Mastodon-family API says. Undefined: it was not read, or the software has none. */
export function instanceApiOf(api: Result<'instance-api'>) {
  return api.ok && api.data.asked ? api.data : undefined;
}
