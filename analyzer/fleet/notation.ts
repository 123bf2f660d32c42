import { type FailureCode, failure, failureCodes, outcomeOf } from '../../model/failure.ts';
import type { Step } from './rule.ts';

/** Steps with a name of the author's, such as an answer that is slow. */
export type Variants = ReadonlyMap<string, Step>;

const token = /^(ok|failed|disallowed|missed|_)(?:\(([a-z0-9-]+)\))?(?:\s*x(\d{1,5}))?$/;
const stock: Readonly<Record<string, FailureCode>> = {
  failed: 'connect-timeout',
  disallowed: 'robots-disallowed',
  missed: 'monitor-down',
};

/**
 * The steps of a line such as `ok x10 failed(http-gone) x3 missed x2 _ x5 ok(slow)`: an outcome, in brackets a failure code or the name of a
 * variant, and how often. `_` left no row. The text of the first mistake where there is one.
 */
export function stepsOf(line: string, variants: Variants): readonly (Step | undefined)[] | string {
  const steps: (Step | undefined)[] = [];
  for (const part of line.trim().split(/\s+(?!x\d)/)) {
    const [, outcome, detail, times = '1'] = token.exec(part) ?? [];
    if (outcome === undefined) return `"${part}" is no step: write ok, failed(http-gone) x3, missed x2 or _`;
    const step = outcome === '_' ? undefined : stepOf(outcome, detail, variants);
    if (typeof step === 'string') return step;
    for (let index = 0; index < Number(times); index++) steps.push(step);
  }
  return steps;
}

function stepOf(outcome: string, detail: string | undefined, variants: Variants): Step | string {
  const variant = detail === undefined ? undefined : variants.get(detail);
  if (outcome === 'ok') {
    if (detail !== undefined && variant === undefined) return `there is no variant "${detail}"`;
    return variant ?? { outcome: 'ok' };
  }
  const code = detail ?? stock[outcome] ?? '';
  if (!isFailureCode(code)) return `"${code}" is no failure code`;
  const meant = outcomeOf(code);
  return meant === outcome
    ? { outcome: meant, failure: failure(code) }
    : `${code} is ${meant}, not ${outcome}`;
}

function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(failureCodes, code);
}
