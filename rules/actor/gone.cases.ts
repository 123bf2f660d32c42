import type { RuleCase } from '../case.ts';
import { failing, observed, unobserved } from '../given/builders.ts';
import { anActor, answers, answersToPeers, aSecureActor } from '../given/documents.ts';

export const cases: readonly RuleCase[] = [
  { name: 'the actor is there', given: [observed('actor', anActor())], outcome: 'passed' },
  { name: 'it wants signatures', given: [observed('actor', aSecureActor)], outcome: 'passed' },
  {
    name: '410 for one Accept header',
    given: [
      observed('actor', anActor({ representations: answers({ misskey: { status: 410, kind: 'other' } }) })),
    ],
    outcome: 'failed',
    says: '410',
  },
  {
    name: '410 for all',
    given: [
      observed(
        'actor',
        anActor({ representations: answersToPeers('http-gone'), document: failing('http-gone') }),
      ),
    ],
    outcome: 'failed',
  },
  {
    name: 'a planned end',
    given: [unobserved('actor', 'http-gone')],
    state: 'retiring',
    outcome: 'failed',
    says: 'is retiring, and',
  },
  { name: 'the probe ended with 410', given: [unobserved('actor', 'http-gone')], outcome: 'failed' },
  {
    name: '404 everywhere',
    given: [
      observed(
        'actor',
        anActor({
          representations: answersToPeers({ status: 404, kind: 'html' }).slice(0, 6),
          document: failing('http-not-found'),
        }),
      ),
    ],
    outcome: 'cannot-tell',
  },
  { name: '503', given: [unobserved('actor', 'http-server-error')], outcome: 'cannot-tell' },
  { name: 'no actor is known', given: [unobserved('actor', 'prior-missing')], outcome: 'cannot-tell' },
];
