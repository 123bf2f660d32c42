import { failingAs } from '../facts/licence/conclusion.ts';
import { reachability } from '../facts/licence/outcomes.ts';
import { seenSince } from '../facts/licence/seen-at.ts';
import { decisionOf, licenceRule } from '../facts/licence/sight.ts';
import { defineRule } from '../rule.ts';
import { agplSection13 } from '../sources.ts';

/** Does what the server offers answer? */
export const licenceOfferReachable = defineRule({
  ...licenceRule,
  id: 'licence.offer-reachable',
  version: 1,
  title: 'The source that a server offers can be had without a login',
  audience: 'legal',
  requirement: 'convention',
  impact: 'degrades',
  sources: [agplSection13],
  breaks: 'Users who follow the offer find nothing.',
  falsePositives:
    'A forge that is closed to our address alone, or down at three looks over three days, seems gone. Refusals and limits are left open.',
  advice: 'Make the repository public, or correct the address. Tell us if it answers elsewhere.',
  confirmAfterHours: 72,
  confirmTimes: 3,
  check(seen) {
    const decision = decisionOf(seen);
    return failingAs('OFFER_UNREACHABLE', seenSince(reachability(decision), { seen, decision }));
  },
});
