import { mastodonCode } from '../code.ts';
import { judgeSettled } from '../facts/settled.ts';
import { defineRule, failed, passed } from '../rule.ts';
import { webFingerRfc } from '../sources.ts';

/** Is an account of the server found from its handle? */
export const webfingerResolves = defineRule({
  id: 'webfinger.resolves',
  version: 1,
  title: 'WebFinger answers for an account of the server with a JRD',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [webFingerRfc('4.2'), mastodonCode('app/lib/webfinger.rb')],
  breaks:
    'Nobody elsewhere finds accounts by their handle, mentions fail, and Mastodon cannot store the accounts at all.',
  falsePositives:
    'The account that we ask for may have been deleted or renamed since we learned of it. Refusals, limits and errors of the server are left open.',
  advice:
    'Route /.well-known/webfinger on the account domain to the server software, with its query, for every client.',
  needs: [],
  settles: ['webfinger'],
  check({ webfinger }) {
    const base = webfinger.ok ? webfinger.data.base : webfinger;
    return judgeSettled<unknown>('WebFinger did not answer', base, {
      check: () => passed,
      otherwise: ({ detail }) => failed(`WebFinger gave no JRD: ${detail}`),
    });
  },
});
