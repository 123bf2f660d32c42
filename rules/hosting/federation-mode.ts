import { instanceApiOf } from '../facts/software.ts';
import { cannotTell, defineRule, failed, passedBecause } from '../rule.ts';
import { mastodonDocs } from '../sources.ts';

/** Does the server federate with everyone, or with few, just as the contract says? */
export const hostingFederationMode = defineRule({
  id: 'hosting.federation-mode',
  version: 1,
  title: 'The server federates with everyone, or with chosen servers only, as agreed with the customer',
  audience: 'trust-safety',
  requirement: 'must',
  impact: 'breaks',
  sources: [mastodonDocs('LIMITED_FEDERATION_MODE', 'admin/config/#limited_federation_mode')],
  breaks:
    'Where it is closed by mistake nobody outside is reached; where it is open by mistake everybody is.',
  falsePositives:
    'A server behind a filter of its own that says open is taken at its word. expect.federation may be older than the contract.',
  advice:
    'Set limited federation as agreed (Mastodon: LIMITED_FEDERATION_MODE), or correct expect.federation.',
  needs: [],
  settles: ['instance-api'],
  concerns: ({ expect }) => expect.federation !== undefined,
  check({ server, 'instance-api': api }) {
    const limited = instanceApiOf(api)?.limitedFederation;
    if (limited === undefined)
      return cannotTell('The server does not say whether it federates with everyone');
    const seen = limited ? 'limited' : 'open';
    const sentence = `The instance API says federation is ${seen}; agreed is ${server.expect.federation}`;
    return seen === server.expect.federation ? passedBecause(sentence) : failed(sentence);
  },
});
