import { concluded } from '../facts/licence/conclusion.ts';
import { correspondence } from '../facts/licence/outcomes.ts';
import { seenSince } from '../facts/licence/seen-at.ts';
import { decisionOf, licenceRule } from '../facts/licence/sight.ts';
import { defineRule } from '../rule.ts';
import { agplSection13 } from '../sources.ts';

/** Is what the server offers the source of the version that runs? */
export const licenceOfferCorresponds = defineRule({
  ...licenceRule,
  id: 'licence.offer-corresponds',
  version: 1,
  title: 'The source that a server offers is that of the version that runs',
  audience: 'legal',
  requirement: 'convention',
  impact: 'degrades',
  sources: [agplSection13],
  breaks: 'Users get the source of another version than the one that they use.',
  falsePositives:
    'A repository whose tags or commits do not carry the name of the running version may hold it all the same. It takes a second look a day later, and a person must look.',
  advice:
    'Offer the source of what is deployed: your own repository rather than that of upstream, with a tag or commit for every deploy. Tell us where it is if we did not find it.',
  confirmAfterHours: 24,
  check(seen) {
    const decision = decisionOf(seen);
    return concluded(decision.verdict, seenSince(correspondence(decision), { seen, decision }));
  },
});
