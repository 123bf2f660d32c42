import type { OfferState } from '../../model/licence/offer-check.ts';
import type { RuleCase } from '../case.ts';
import { aCheck, anOffer, daysBefore, looked, mastodonUrl, ownUrl, tag } from '../given/offers.ts';

/** A look whose address was asked at its own time. */
const asked = (state: OfferState, days = 0) =>
  looked({ at: daysBefore(days), checks: [aCheck(ownUrl, { state, checkedAt: daysBefore(days) })] });

export const cases: readonly RuleCase[] = [
  { name: 'the repository answers', given: asked('reachable'), outcome: 'passed' },
  {
    name: 'it is gone at three looks over three days',
    given: asked('absent'),
    earlier: asked('absent', 1.5),
    before: [asked('unreachable', 3)],
    outcome: 'failed',
    says: 'did not give source',
  },
  {
    name: 'it wants a login at three looks over three weeks',
    given: asked('login'),
    earlier: asked('login', 7),
    before: [asked('login', 21)],
    outcome: 'failed',
  },
  {
    name: 'it is gone, once',
    given: asked('absent'),
    outcome: 'cannot-tell',
    says: 'awaiting-second-observation',
  },
  {
    name: 'it is gone at two looks over three days',
    given: asked('absent'),
    earlier: asked('absent', 3),
    outcome: 'cannot-tell',
    says: 'awaiting-second-observation',
  },
  {
    name: 'it answered in between',
    given: asked('absent'),
    earlier: asked('reachable', 1.5),
    before: [asked('absent', 3)],
    outcome: 'cannot-tell',
  },
  {
    name: 'all three looks tell of one and the same try',
    given: looked({ checks: [aCheck(ownUrl, { state: 'absent', checkedAt: daysBefore(3) })] }),
    earlier: looked({
      at: daysBefore(1.5),
      checks: [aCheck(ownUrl, { state: 'absent', checkedAt: daysBefore(3) })],
    }),
    before: [asked('absent', 3)],
    outcome: 'cannot-tell',
    says: 'awaiting-second-observation',
  },
  ...(['refused', 'too-much', 'awaited', 'login-page'] as const).map(
    (state): RuleCase => ({
      name: `it is ${state}, however often`,
      given: asked(state),
      earlier: asked(state, 1.5),
      before: [asked(state, 3)],
      outcome: 'cannot-tell',
    }),
  ),
  {
    name: 'stock, with the repository of upstream',
    given: looked({
      version: '4.4.2',
      offers: [anOffer(mastodonUrl)],
      checks: [aCheck(mastodonUrl, { references: [tag('v4.4.2', 'found')] })],
    }),
    outcome: 'passed',
  },
  {
    name: 'a fork without an offer',
    given: looked({ offers: [] }),
    outcome: 'inapplicable',
    says: 'No offer',
  },
  {
    name: 'software that is not under the AGPL',
    given: looked({ name: 'wordpress', version: '6.8', offers: [] }),
    outcome: 'inapplicable',
  },
];
