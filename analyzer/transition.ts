import type { EarlierFinding, Finding } from '../model/finding.ts';

/**
 * Is a finding news after the one before it? It is when the outcome, what it comes to, the severity, the audience or the rule's version changed, or when an
 * open or failed one has another reason. Reasons that differ in numbers only are the same reason: a certificate that expires a day sooner
 * is no news. The reason of a passed or inapplicable finding is a remark and never news by itself.
 */
export function isTransition(before: EarlierFinding | undefined, after: Finding): boolean {
  if (before === undefined) return true;
  return (
    before.outcome !== after.outcome ||
    before.severity !== after.severity ||
    before.audience !== after.audience ||
    before.ruleVersion !== after.ruleVersion ||
    before.conclusion !== after.conclusion ||
    reasonClass(before) !== reasonClass(after)
  );
}

/** The reason of a failed or open finding without its numbers. Empty for the others. */
export function reasonClass({ outcome, because }: Pick<Finding, 'outcome' | 'because'>): string {
  return outcome === 'failed' || outcome === 'cannot-tell' ? because.replace(/\d+/g, '#') : '';
}
