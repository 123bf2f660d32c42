import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anActor, answers, aPage, aSecureActor } from '../given/documents.ts';

const answered = (change: Parameters<typeof answers>[0]) => [
  observed('actor', anActor({ representations: answers(change) })),
];

export const cases: readonly RuleCase[] = [
  { name: 'the same actor for all', given: answered({}), outcome: 'passed' },
  { name: 'a page for Mastodon', given: answered({ mastodon: aPage }), outcome: 'failed', says: 'mastodon' },
  {
    name: 'a page for the search of Mastodon',
    given: answered({ 'mastodon-search': aPage }),
    outcome: 'failed',
    says: 'mastodon-search',
  },
  {
    name: '406 for Misskey',
    given: answered({ misskey: { status: 406, kind: 'other' } }),
    outcome: 'failed',
    says: 'misskey',
  },
  {
    name: 'another actor for GoToSocial',
    given: answered({ gotosocial: { id: 'https://example.org/users/bob' } }),
    outcome: 'failed',
    says: '2 different',
  },
  { name: 'a page for a plain header only', given: answered({ spec: aPage }), outcome: 'passed' },
  { name: 'one time-out', given: answered({ misskey: 'http-timeout' }), outcome: 'cannot-tell' },
  {
    name: 'a page here, a time-out there',
    given: answered({ misskey: 'http-timeout', mastodon: aPage }),
    outcome: 'failed',
  },
  { name: 'signed requests are wanted', given: [observed('actor', aSecureActor)], outcome: 'cannot-tell' },
];
