import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { actorUrl, anActor, answers, answersToPeers, aSecureActor } from '../given/documents.ts';

const chain = (...urls: readonly string[]) => [
  observed('actor', anActor({ representations: answersToPeers({ urls }) })),
];

export const cases: readonly RuleCase[] = [
  { name: 'no redirect', given: chain(actorUrl), outcome: 'passed' },
  { name: 'within the origin', given: chain(actorUrl, 'https://example.org/ap/alice'), outcome: 'passed' },
  {
    name: 'to another host of the site',
    given: chain(actorUrl, 'https://www.example.org/users/alice'),
    outcome: 'failed',
    says: '"https://www.example.org"',
  },
  {
    name: 'by way of another site',
    given: chain(actorUrl, 'https://other.example/a', actorUrl),
    outcome: 'failed',
  },
  {
    name: 'to http, which we do not follow',
    given: [observed('actor', anActor({ representations: answers({ misskey: 'redirect-downgrade' }) }))],
    outcome: 'failed',
    says: 'to http',
  },
  {
    name: 'a browser is sent elsewhere',
    given: [
      observed(
        'actor',
        anActor({ representations: answers({ browser: { urls: [actorUrl, 'https://www.example.org/'] } }) }),
      ),
    ],
    outcome: 'passed',
  },
  { name: 'signed requests are wanted', given: [observed('actor', aSecureActor)], outcome: 'cannot-tell' },
  { name: 'no actor is known', given: [unobserved('actor', 'prior-missing')], outcome: 'cannot-tell' },
];
