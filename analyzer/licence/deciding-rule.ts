import type { LicenceVerdict } from '../../model/licence/licence-verdict.ts';

/** Rules on licences, by what they examine. */
export const licenceRuleIds = [
  'licence.software-declared',
  'licence.offer-present',
  'licence.offer-reachable',
  'licence.offer-corresponds',
] as const;

export type LicenceRuleId = (typeof licenceRuleIds)[number];

/** Does a rule judge licences? */
export function isLicenceRule(rule: string): rule is LicenceRuleId {
  return licenceRuleIds.some((id) => id === rule);
}

/** The rule whose outcome carries a verdict: it fails for a negative one, and its outcome began when the verdict did. */
export function ruleOf(verdict: LicenceVerdict): LicenceRuleId {
  switch (verdict) {
    case 'CONCEALED_AGPL':
      return 'licence.software-declared';
    case 'OFFER_MISSING':
      return 'licence.offer-present';
    case 'OFFER_UNREACHABLE':
      return 'licence.offer-reachable';
    default:
      return 'licence.offer-corresponds';
  }
}
