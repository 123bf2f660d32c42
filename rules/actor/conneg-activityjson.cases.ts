import type { Representation } from '../../crawler/probes/actor.ts';
import type { FailureCode } from '../../model/failure.ts';
import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { anActor, answers, aPage, aSecureActor } from '../given/documents.ts';

const answered = (change: Partial<Representation> | FailureCode) => [
  observed('actor', anActor({ representations: answers({ 'activity-json': change }) })),
];

export const cases: readonly RuleCase[] = [
  { name: 'the actor', given: [observed('actor', anActor())], outcome: 'passed' },
  { name: 'a web page', given: answered(aPage), outcome: 'failed', says: 'HTML' },
  { name: '406', given: answered({ status: 406, kind: 'other' }), outcome: 'failed', says: '406' },
  {
    name: 'no JSON',
    given: answered({ kind: 'other', contentType: 'text/plain' }),
    outcome: 'failed',
    says: 'text/plain',
  },
  {
    name: 'a page for other Accept headers only',
    given: [observed('actor', anActor({ representations: answers({ misskey: aPage }) }))],
    outcome: 'passed',
  },
  { name: '503', given: answered({ status: 503, kind: 'html' }), outcome: 'cannot-tell' },
  {
    name: '403, which may be about us',
    given: answered({ status: 403, kind: 'html' }),
    outcome: 'cannot-tell',
  },
  { name: 'a time-out', given: answered('http-timeout'), outcome: 'cannot-tell' },
  {
    name: 'signed requests are wanted',
    given: [observed('actor', aSecureActor)],
    outcome: 'cannot-tell',
    says: 'mode',
  },
  {
    name: 'this header was not sent',
    given: [observed('actor', anActor({ representations: [] }))],
    outcome: 'cannot-tell',
  },
  { name: 'no actor is known', given: [unobserved('actor', 'prior-missing')], outcome: 'cannot-tell' },
];
