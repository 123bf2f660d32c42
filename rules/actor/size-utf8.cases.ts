import type { RuleCase } from '../case.ts';
import { failing, observed, unobserved } from '../given/builders.ts';
import { anActor, anActorWith, answers, aSecureActor, aWebFinger } from '../given/documents.ts';

const sized = (decodedBytes: number) => [observed('actor', anActorWith({ decodedBytes }))];
const found = observed('webfinger', aWebFinger());
const lost = observed('webfinger', aWebFinger({ base: failing('body-too-large') }));

export const cases: readonly RuleCase[] = [
  { name: 'two kilobytes', given: sized(2_000), outcome: 'passed' },
  { name: '220 KiB', given: sized(220 * 1024), outcome: 'passed', says: '220 KiB' },
  { name: 'what Misskey just reads', given: sized(256 * 1024), outcome: 'passed' },
  { name: 'one byte more than Misskey reads', given: sized(256 * 1024 + 1), outcome: 'failed' },
  { name: 'more than we read', given: [found, unobserved('actor', 'body-too-large')], outcome: 'failed' },
  {
    name: 'one representation that is more than we read',
    given: [observed('actor', anActor({ representations: answers({ spec: 'body-too-large' }) }))],
    outcome: 'failed',
  },
  {
    name: 'bytes that are no UTF-8',
    given: [observed('actor', anActor({ document: failing('body-not-utf8') }))],
    outcome: 'failed',
    says: 'UTF-8',
  },
  {
    name: 'WebFinger too large, so that no actor is known',
    given: [lost, unobserved('actor', 'body-too-large')],
    outcome: 'cannot-tell',
  },
  {
    name: 'an overloaded server',
    given: [found, unobserved('actor', 'http-server-error')],
    outcome: 'cannot-tell',
  },
  { name: 'signed requests are wanted', given: [observed('actor', aSecureActor)], outcome: 'cannot-tell' },
];
