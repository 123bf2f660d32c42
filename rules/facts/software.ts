import type { ObservedData } from '../../crawler/probes/index.ts';
import type { NodeInfoDocument } from '../../crawler/probes/nodeinfo.ts';
import type { SoftwareCatalogue, SoftwareProfile } from '../../model/software/index.ts';
import type { Observed, Unobserved } from '../rule.ts';
import { leavesOpen } from './settled.ts';

type Result<P extends keyof ObservedData> = Observed<P> | Unobserved;

/** What a server says it runs. `absent`: it was asked and says nothing. `open`: that could not be found out. */
export type Claim =
  | { readonly state: 'named'; readonly name: string; readonly profile?: SoftwareProfile }
  | { readonly state: 'absent' }
  | { readonly state: 'open'; readonly detail: string };

/** What NodeInfo names as the software. */
export function claimOf(nodeinfo: Result<'nodeinfo'>, software: SoftwareCatalogue): Claim {
  const document = nodeinfo.ok ? nodeinfo.data.document : undefined;
  if (document?.ok === true) return named(document.data.software, software);
  const failure = nodeinfo.ok ? document?.failure : nodeinfo.failure;
  return failure !== undefined && leavesOpen(failure)
    ? { state: 'open', detail: failure.detail }
    : { state: 'absent' };
}

function named(claim: NodeInfoDocument['software'], software: SoftwareCatalogue): Claim {
  const profile = software.profileOf(claim);
  return { state: 'named', name: claim.name, ...(profile !== undefined && { profile }) };
}

/** What a server says of its software beside its name. */
export interface MoreClaims {
  /** `version` of the instance API. */
  readonly apiVersion?: string | undefined;
  /** Addresses of source that NodeInfo and the instance API name. */
  readonly sources: readonly string[];
}

/** What NodeInfo, the instance API, and the places where source is offered say besides. */
export function moreClaimsOf(seen: {
  readonly nodeinfo: Result<'nodeinfo'>;
  readonly 'instance-api': Result<'instance-api'>;
  readonly 'source-offers': Result<'source-offers'>;
}): MoreClaims {
  const { nodeinfo, 'source-offers': offers } = seen;
  const document = nodeinfo.ok ? nodeinfo.data.document : undefined;
  const repository = document?.ok === true ? document.data.software.repository : undefined;
  const api = instanceApiOf(seen['instance-api']);
  const offered = offers.ok
    ? offers.data.offers.filter(({ kind }) => kind === 'repository' || kind === 'archive')
    : [];
  const sources = [repository, api?.sourceUrl, ...offered.map(({ url }) => url)];
  return { apiVersion: api?.version, sources: sources.flatMap((url) => url ?? []) };
}

/** What the Mastodon-family API says. Undefined: it was not read, or the software has none. */
export function instanceApiOf(api: Result<'instance-api'>) {
  return api.ok && api.data.asked ? api.data : undefined;
}
