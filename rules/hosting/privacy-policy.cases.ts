import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { aNodeInfoWith, anInstanceApi } from '../given/documents.ts';

const url = 'https://example.org/api/v1/instance/privacy_policy';
const policy = (length: number) => observed('privacy-policy', { asked: true, url, length });
const linked = observed(
  'instance-api',
  anInstanceApi({ privacyPolicyUrl: 'https://example.org/privacy-policy' }),
);
const nodeinfo = (name: string) =>
  observed('nodeinfo', aNodeInfoWith({ software: { name, version: '4.3.1' } }));
const gone = unobserved('privacy-policy', 'http-not-found');
const consent = 'hosted';

export const cases: readonly RuleCase[] = [
  { name: 'a policy', given: [policy(812)], consent, outcome: 'passed', says: '812 characters' },
  { name: 'an empty policy', given: [policy(0), linked], consent, outcome: 'failed', says: 'is empty' },
  { name: 'a link to it', given: [gone, linked], consent, outcome: 'passed', says: 'names' },
  {
    name: 'a Mastodon without',
    given: [gone, observed('instance-api', anInstanceApi()), nodeinfo('mastodon')],
    consent,
    outcome: 'failed',
    says: 'since 4.0',
  },
  {
    name: 'a software that may show it elsewhere',
    given: [gone, nodeinfo('akkoma')],
    consent,
    outcome: 'cannot-tell',
  },
  {
    name: 'a Mastodon in trouble',
    given: [unobserved('privacy-policy', 'http-server-error'), nodeinfo('mastodon')],
    consent,
    outcome: 'cannot-tell',
  },
  { name: 'an empty policy at a peer', given: [policy(0)], outcome: 'inapplicable' },
];
