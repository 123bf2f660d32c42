import { mastodonCode } from '../code.ts';
import { leavesOpen } from '../facts/settled.ts';
import { shown } from '../facts/shown.ts';
import { claimOf, instanceApiOf } from '../facts/software.ts';
import { cannotTell, defineRule, failed, inapplicable, passed, passedBecause } from '../rule.ts';
import { mastodonDocs } from '../sources.ts';

/** Does the server talk to everyone, or to a list of chosen peers only? */
export const peeringClosedFederation = defineRule({
  id: 'peering.closed-federation',
  version: 1,
  title: 'The server federates with anyone it does not block',
  audience: 'trust-safety',
  requirement: 'convention',
  impact: 'degrades',
  sources: [
    mastodonDocs('LIMITED_FEDERATION_MODE', 'admin/config/#limited_federation_mode'),
    mastodonCode('app/controllers/api/v1/instances/base_controller.rb'),
  ],
  breaks: 'People on servers that are not on its list can neither follow its accounts nor be read there.',
  advice:
    'Leave it where it is meant so, and note it in the contract (expect.federation: limited); else turn limited federation off.',
  needs: [],
  settles: ['instance-api', 'nodeinfo'],
  check({ server, 'instance-api': api, nodeinfo }) {
    const claim = claimOf(nodeinfo);
    const isMastodon = claim.state === 'named' && claim.profile?.id === 'mastodon';
    if (api.ok && !api.data.asked) return inapplicable('The software has no instance API that says so');
    // Up to 4.3, Mastodon asks for a login everywhere in this API exactly when federation is limited.
    const closed = api.ok
      ? instanceApiOf(api)?.limitedFederation
      : isMastodon && api.failure.code === 'http-unauthorized';
    if (closed === true) {
      const sentence = 'The instance API tells that the server federates with chosen peers only';
      return server.expect.federation === 'limited'
        ? passedBecause(`${sentence}, as agreed`)
        : failed(sentence);
    }
    if (!api.ok && !leavesOpen(api.failure))
      return inapplicable('The server has no instance API that says so');
    if (!api.ok) return cannotTell(`The instance API was not read: ${api.failure.detail}`);
    if (closed === false || isMastodon) return passed;
    return cannotTell(
      `${claim.state === 'named' ? shown(claim.name) : 'The server'} does not say whether it federates with everyone`,
    );
  },
});
