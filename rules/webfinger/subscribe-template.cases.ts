import type { RuleCase } from '../case.ts';
import { failing, observed } from '../given/builders.ts';
import { aWebFinger, aWebFingerWith } from '../given/documents.ts';

const template = 'https://example.org/authorize_interaction?uri={uri}';
const having = (subscribeTemplate: string) => [observed('webfinger', aWebFingerWith({ subscribeTemplate }))];

export const cases: readonly RuleCase[] = [
  { name: 'a template', given: having(template), outcome: 'passed' },
  { name: 'no link', given: [observed('webfinger', aWebFinger())], outcome: 'inapplicable' },
  {
    name: 'a template without its variable',
    given: having(template.replace('{uri}', '')),
    outcome: 'failed',
    says: 'authorize_interaction',
  },
  { name: 'an http template', given: having(template.replace('https', 'http')), outcome: 'failed' },
  { name: 'a path alone', given: having('/authorize_interaction?uri={uri}'), outcome: 'failed' },
  {
    name: 'no JRD',
    given: [observed('webfinger', aWebFinger({ base: failing('http-not-found') }))],
    outcome: 'cannot-tell',
  },
];
