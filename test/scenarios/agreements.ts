import { onMastodon } from './on-mastodon.ts';
import type { Scenario } from './scenario.ts';

/** Servers that are not what was agreed or what they say: for trust and safety, and for legal. */
export const agreements: readonly Scenario[] = [
  onMastodon({
    name: 'island',
    broken: 'federation-limited',
    role: 'hosted',
    customer: 'Society of Few Friends',
    expect: { federation: 'open' },
    failed: {
      'peering.closed-federation': 'configuration.limited_federation is true; agreed is open federation',
      'hosting.federation-mode': 'the contract says open, the API says limited',
    },
    cannotTell: { 'actor.conneg-activityjson': 'in limited mode actors want signatures, which is a mode' },
    note: 'Mastodon in limited federation mode: it speaks with an allow-list only.',
  }),
  onMastodon({
    name: 'few-friends',
    broken: 'federation-limited',
    failed: { 'peering.closed-federation': 'configuration.limited_federation is true' },
    cannotTell: { 'actor.conneg-activityjson': 'in limited mode actors want signatures, which is a mode' },
    note: 'A peer in limited federation mode, with which nothing was agreed.',
  }),
  onMastodon({
    name: 'open-door',
    broken: 'registrations-open',
    role: 'hosted',
    customer: 'Parliament Library',
    expect: { registrations: 'closed' },
    failed: { 'hosting.registrations': 'the contract says closed, the API says enabled without approval' },
    note: 'Somebody opened sign-up on an institutional server.',
  }),
  onMastodon({
    name: 'half-open',
    broken: 'registrations-open-in-nodeinfo',
    failed: { 'instance-api.signup-state': 'NodeInfo says open, the instance API says closed' },
    note: 'NodeInfo comes from a cache that is older than the change.',
  }),
  onMastodon({
    name: 'other-source',
    broken: 'source-elsewhere',
    role: 'hosted',
    customer: 'Court of Records',
    expect: { source: 'https://github.com/mastodon/mastodon' },
    failed: { 'hosting.source': 'source_url is another repository than the one agreed' },
    note: 'The offered source is not the one in the contract.',
  }),
  onMastodon({
    name: 'lawless',
    broken: 'rules-missing',
    role: 'hosted',
    customer: 'School of Silence',
    failed: { 'hosting.rules-page': 'the list of rules in the instance API is empty' },
    note: 'An institutional server without published rules.',
  }),
  onMastodon({
    name: 'unreachable-people',
    broken: 'contact-missing',
    role: 'hosted',
    customer: 'Bureau of Closed Doors',
    failed: { 'hosting.contact': 'the contact address is empty and the account is null' },
    note: 'Nobody can write to the people behind it.',
  }),
  onMastodon({
    name: 'discreet',
    broken: 'privacy-policy-empty',
    role: 'hosted',
    customer: 'Chamber of Secrets',
    failed: { 'hosting.privacy-policy': 'the privacy policy has no text' },
    note: 'A privacy policy was never written.',
  }),
  onMastodon({
    name: 'neglected',
    broken: 'version-old',
    role: 'hosted',
    customer: 'Depot of Old Machines',
    failed: { 'hosting.advisories': 'Mastodon 4.5.3 lacks the security fixes of 4.5.4 and later' },
    note: 'An old release with published weaknesses.',
  }),
  onMastodon({
    name: 'switched',
    broken: 'software-renamed',
    role: 'hosted',
    customer: 'Agency of Promises',
    expect: { software: 'mastodon' },
    failed: { 'hosting.software': 'the contract says mastodon, NodeInfo says homegrown' },
    cannotTell: {
      'licence.software-declared': 'what it shows says Mastodon, and one observation is not enough',
    },
    note: 'The software was renamed after the contract was signed.',
  }),
  onMastodon({
    name: 'homegrown',
    broken: 'software-renamed',
    failed: {},
    cannotTell: {
      'licence.software-declared':
        'Server header, session cookie, follow template and API shape say Mastodon, NodeInfo says homegrown; one observation is not enough to say so aloud',
    },
    note: 'A "home-grown" network that is Mastodon. A second observation a day later makes it fail.',
  }),
];
