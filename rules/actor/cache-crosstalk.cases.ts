import type { CrosstalkData } from '../../crawler/probes/crosstalk.ts';
import type { FailureCode } from '../../model/failure.ts';
import type { RuleCase } from '../case.ts';
import { failing, observed, unobserved } from '../given/builders.ts';
import { actorUrl, aPage, aRepresentation } from '../given/documents.ts';

type Got = 'json' | 'page' | 'sent on' | 'locked' | FailureCode;

function answer(wanted: 'activity' | 'page', got: Got): CrosstalkData['answers'][number] {
  if (got === 'json') return { wanted, ok: true, data: aRepresentation() };
  if (got === 'page') return { wanted, ok: true, data: aPage };
  if (got === 'sent on')
    return { wanted, ok: true, data: aRepresentation({ status: 302, kind: 'redirect' }) };
  if (got === 'locked') return { wanted, ok: true, data: aRepresentation({ status: 401, kind: 'json' }) };
  return { wanted, ...failing(got) };
}

/** Peer, browser, peer. */
const seen = (...[first, second, third]: readonly [Got, Got, Got]) => [
  observed('crosstalk', {
    url: actorUrl,
    answers: [answer('activity', first), answer('page', second), answer('activity', third)],
  }),
];

export const cases: readonly RuleCase[] = [
  { name: 'each gets its own', given: seen('json', 'page', 'json'), outcome: 'passed' },
  { name: 'the browser is sent on', given: seen('json', 'sent on', 'json'), outcome: 'passed' },
  { name: 'a peer gets the page', given: seen('json', 'page', 'page'), outcome: 'failed', says: 'A peer' },
  { name: 'JSON for everyone', given: seen('json', 'json', 'json'), outcome: 'inapplicable' },
  { name: 'a page for everyone', given: seen('page', 'page', 'page'), outcome: 'cannot-tell' },
  { name: 'signed requests are wanted', given: seen('locked', 'page', 'locked'), outcome: 'cannot-tell' },
  { name: 'the last answer is lost', given: seen('json', 'page', 'http-timeout'), outcome: 'cannot-tell' },
  { name: 'no actor is known', given: [unobserved('crosstalk', 'prior-missing')], outcome: 'cannot-tell' },
];
