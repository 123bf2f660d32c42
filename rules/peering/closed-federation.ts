import type { FailureCode } from '../../model/failure.ts';
import type { Verdict } from '../../model/finding.ts';
import { mastodonCode } from '../code.ts';
import { leavesOpen } from '../facts/settled.ts';
import { shown } from '../facts/shown.ts';
import { type Claim, claimOf, instanceApiOf } from '../facts/software.ts';
import {
  cannotTell,
  defineRule,
  failed,
  inapplicable,
  type Observed,
  passed,
  passedBecause,
  type Subject,
  type Unobserved,
} from '../rule.ts';
import { mastodonDocs } from '../sources.ts';

/** With so many active users somebody follows somebody elsewhere, unless nothing gets out. */
const fewestUsers = 10;

/** What tells that a server knows no other, though people use it. Undefined: nothing does. */
function aloneWith(
  peers: Observed<'peers'> | Unobserved,
  nodeinfo: Observed<'nodeinfo'> | Unobserved,
): string | undefined {
  if (!peers.ok || !peers.data.asked || !peers.data.published || peers.data.names > 0) return undefined;
  const document = nodeinfo.ok ? nodeinfo.data.document : undefined;
  const { usersActiveMonth = 0 } = document?.ok === true ? document.data : {};
  if (usersActiveMonth < fewestUsers) return undefined;
  return `Its published list of known servers is empty, and it states ${usersActiveMonth} active users`;
}

/** Answers by which a server says that nobody is there, and those by which it refuses us, which may be our own affair. */
const nobody: ReadonlySet<FailureCode> = new Set([
  'http-not-found',
  'http-gone',
  'http-client-error',
  'body-html',
]);
const refused: ReadonlySet<FailureCode> = new Set(['http-unauthorized', 'http-forbidden']);

/** What keeps others from finding anybody here, though the software federates. `sure` false: it may keep us alone from it. Undefined: nothing does. */
function shutWith(
  claim: Claim,
  webfinger: Observed<'webfinger'> | Unobserved,
  actor: Observed<'actor'> | Unobserved,
): { readonly sure: boolean; readonly says: string } | undefined {
  if (claim.state !== 'named' || claim.profile === undefined) return undefined;
  const account = webfinger.ok ? webfinger.data.base : undefined;
  const own = actor.ok ? actor.data.instanceActor : undefined;
  if (account === undefined || account.ok || own === undefined || own.ok) return undefined;
  const failures = [account.failure, own.failure];
  if (!failures.every(({ code }) => nobody.has(code) || refused.has(code))) return undefined;
  return {
    sure: failures.every(({ code }) => nobody.has(code)),
    says: `${shown(claim.name)} federates, and here neither WebFinger finds an account (${account.failure.detail}) nor can the server's own actor be read (${own.failure.detail})`,
  };
}

/** Closed is what some agreed on. */
function closedVerdict({ expect }: Subject, sentence: string): Verdict {
  return expect.federation === 'limited' ? passedBecause(`${sentence}, as agreed`) : failed(sentence);
}

/** Does the server talk to everyone, or to a list of chosen peers only? */
export const peeringClosedFederation = defineRule({
  id: 'peering.closed-federation',
  version: 3,
  title: 'The server federates with anyone it does not block',
  audience: 'trust-safety',
  requirement: 'convention',
  impact: 'degrades',
  sources: [
    mastodonDocs('LIMITED_FEDERATION_MODE', 'admin/config/#limited_federation_mode'),
    mastodonCode('app/controllers/api/v1/instances/base_controller.rb'),
  ],
  breaks: 'People on servers that are not on its list can neither follow its accounts nor be read there.',
  falsePositives:
    'A server that is closed to our address alone may seem closed to all; where we can tell that this may be so, the answer is left open.',
  advice:
    'Leave it where it is meant so, and note it in the contract (expect.federation: limited); else turn limited federation off.',
  needs: [],
  settles: ['instance-api', 'nodeinfo', 'peers', 'webfinger', 'actor'],
  quorum: 'any',
  check({ server, software, 'instance-api': api, nodeinfo, peers, webfinger, actor }) {
    const claim = claimOf(nodeinfo, software);
    const isMastodon = claim.state === 'named' && claim.profile?.id === 'mastodon';
    const alone = aloneWith(peers, nodeinfo);
    if (alone !== undefined) return closedVerdict(server, alone);
    const shut = shutWith(claim, webfinger, actor);
    if (shut?.sure) return closedVerdict(server, shut.says);
    if (api.ok && !api.data.asked && shut === undefined)
      return inapplicable('The software has no instance API that says so');
    // Up to 4.3, Mastodon asks for a login everywhere in this API exactly when federation is limited.
    const closed = api.ok
      ? instanceApiOf(api)?.limitedFederation
      : isMastodon && api.failure.code === 'http-unauthorized';
    if (closed === true)
      return closedVerdict(server, 'The instance API tells that the server federates with chosen peers only');
    if (shut !== undefined) return cannotTell(`${shut.says}; that may be for us alone`);
    if (!api.ok && !leavesOpen(api.failure))
      return inapplicable('The server has no instance API that says so');
    if (!api.ok) return cannotTell(`The instance API was not read: ${api.failure.detail}`);
    if (closed === false || isMastodon) return passed;
    return cannotTell(
      `${claim.state === 'named' ? shown(claim.name) : 'The server'} does not say whether it federates with everyone`,
    );
  },
});
