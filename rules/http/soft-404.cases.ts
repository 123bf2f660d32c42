import type { NothingThere } from '../../crawler/probes/soft-404.ts';
import type { FailureCode } from '../../model/failure.ts';
import type { RuleCase } from '../case.ts';
import { failing, observed, unobserved } from '../given/builders.ts';

type Said = number | Partial<NothingThere> | FailureCode;
const plain: NothingThere = { status: 404, kind: 'other', urls: ['https://example.org/.well-known/x'] };

function answer(said: Said) {
  if (typeof said === 'string') return failing(said);
  return { ok: true, data: { ...plain, ...(typeof said === 'number' ? { status: said } : said) } } as const;
}

const seen = (wellKnown: Said, user: Said) => [
  observed('soft-404', {
    answers: [
      { place: 'well-known', ...answer(wellKnown) },
      { place: 'user', ...answer(user) },
    ],
  }),
];

export const cases: readonly RuleCase[] = [
  { name: '404 twice', given: seen(404, 404), outcome: 'passed' },
  { name: '410 is as good', given: seen(404, 410), outcome: 'passed' },
  { name: 'one is forbidden', given: seen(403, 404), outcome: 'passed', says: '403' },
  {
    name: 'a page for every path',
    given: seen({ status: 200, kind: 'html' }, 404),
    outcome: 'failed',
    says: 'well-known',
  },
  {
    name: 'JSON for an account that is not there',
    given: seen(404, { status: 200, kind: 'json' }),
    outcome: 'failed',
    says: 'account',
  },
  { name: 'secure mode asks for a signature first', given: seen(404, 401), outcome: 'passed' },
  { name: 'nothing but refusals', given: seen(403, 403), outcome: 'cannot-tell', says: '403' },
  { name: 'no answer', given: seen('http-timeout', 'request-budget'), outcome: 'cannot-tell' },
  {
    name: 'robots.txt forbids it',
    given: [unobserved('soft-404', 'robots-disallowed')],
    outcome: 'cannot-tell',
  },
];
