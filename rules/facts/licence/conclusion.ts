import type { Verdict } from '../../../model/finding.ts';
import type { LicenceVerdict } from '../../../model/licence/licence-verdict.ts';

/** Verdicts that another rule carries than the one on what corresponds: it fails for them. */
export const carriedElsewhere: ReadonlySet<LicenceVerdict> = new Set([
  'CONCEALED_AGPL',
  'OFFER_MISSING',
  'OFFER_UNREACHABLE',
]);

/** A failure with the verdict that it carries; any other outcome as it is. */
export function failingAs(conclusion: LicenceVerdict, verdict: Verdict): Verdict {
  return verdict.outcome === 'failed' ? { ...verdict, conclusion } : verdict;
}

/** What corresponds, with the verdict on the whole; without one where another rule carries it. */
export function concluded(conclusion: LicenceVerdict, verdict: Verdict): Verdict {
  return carriedElsewhere.has(conclusion) ? verdict : { ...verdict, conclusion };
}
