import { licenceOfferCorresponds } from '../../rules/licence/offer-corresponds.ts';
import { licenceOfferPresent } from '../../rules/licence/offer-present.ts';
import { licenceOfferReachable } from '../../rules/licence/offer-reachable.ts';
import { licenceSoftwareDeclared } from '../../rules/licence/software-declared.ts';
import type { ServerRule } from '../../rules/rule.ts';

/** The rules whose outcomes carry a verdict on a licence. */
export const licenceRules: readonly ServerRule[] = [
  licenceSoftwareDeclared,
  licenceOfferPresent,
  licenceOfferReachable,
  licenceOfferCorresponds,
];
