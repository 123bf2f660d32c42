import { failingAs } from '../facts/licence/conclusion.ts';
import { presence } from '../facts/licence/outcomes.ts';
import { decisionOf, licenceRule } from '../facts/licence/sight.ts';
import { defineRule } from '../rule.ts';
import { agplSection13 } from '../sources.ts';

/** Does the server offer source? */
export const licenceOfferPresent = defineRule({
  ...licenceRule,
  id: 'licence.offer-present',
  version: 1,
  title: 'A server whose program was modified offers its source',
  audience: 'legal',
  requirement: 'convention',
  impact: 'degrades',
  sources: [agplSection13],
  breaks: 'Users find no way to the source of the version that they use.',
  falsePositives:
    'An offer behind a login, in an app, or in words and places that we do not read is not seen. It takes a second look a day later, and a person must look.',
  advice:
    'Show a link to the source where users see it. Mastodon: SOURCE_BASE_URL or GITHUB_REPOSITORY; Misskey: the repository URL, or the own archive. Tell us where the offer is if we did not find it.',
  confirmAfterHours: 24,
  check(seen) {
    const verdict = failingAs('OFFER_MISSING', presence(decisionOf(seen)));
    const offers = seen['source-offers'];
    return verdict.outcome === 'failed' ? { ...verdict, seenAt: offers.startedAt } : verdict;
  },
});
