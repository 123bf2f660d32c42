import { type DecideCase, fork, own } from './decide-case.ts';
import { aCheck, anOffer, claim, commit, facts, mastodonUrl, ownUrl, tag } from './facts.ts';

/** Cases of stock and of own sources. */
export const ownCases: readonly DecideCase[] = [
  { name: 'stock Mastodon of a release', given: facts(), verdict: 'UNMODIFIED_UPSTREAM' },
  {
    name: 'stock, and its offer was not looked for',
    given: facts({ offers: undefined, checks: [] }),
    verdict: 'UNKNOWN',
    reason: 'modification-unknown',
  },
  {
    name: 'a nightly build has no tag',
    given: facts({ version: '4.5.0-nightly.2025-08-08', checks: [aCheck(mastodonUrl)] }),
    verdict: 'UNMODIFIED_UPSTREAM',
  },
  {
    name: 'a release that the list does not have yet',
    given: facts({
      version: '4.4.9',
      checks: [aCheck(mastodonUrl, { references: [tag('v4.4.9', 'not-found')] })],
    }),
    verdict: 'UNKNOWN',
    reason: 'modification-unknown',
  },
  {
    name: 'software that is not under the AGPL',
    given: facts({ claim: claim('wordpress') }),
    verdict: 'NOT_AGPL',
  },
  {
    name: 'Iceshrimp.NET is under the EUPL',
    given: facts({ claim: claim('Iceshrimp.NET') }),
    verdict: 'NOT_AGPL',
  },
  {
    name: 'NodeInfo was not read',
    given: facts({ claim: { state: 'open', detail: 'timeout' } }),
    verdict: 'UNKNOWN',
    reason: 'software-not-read',
  },
  {
    name: 'a name nobody knows, without signs',
    given: facts({ claim: claim('homegrown') }),
    verdict: 'UNKNOWN',
    reason: 'software-unknown',
  },

  {
    name: 'a fork with its source and tag',
    given: facts({
      ...fork,
      ...own,
      checks: [aCheck(ownUrl, { references: [tag('v4.4.2+stadt.7', 'found')] })],
    }),
    verdict: 'OFFER_MATCHES',
  },
  {
    name: 'a fork whose repository lacks the version',
    given: facts({
      ...fork,
      ...own,
      checks: [aCheck(ownUrl, { references: [tag('v4.4.2+stadt.7', 'not-found')] })],
    }),
    verdict: 'OFFER_VERSION_NOT_FOUND',
  },
  {
    name: 'a tag taken over from upstream does not stand for another commit',
    given: facts({
      ...fork,
      ...own,
      checks: [aCheck(ownUrl, { references: [tag('v4.4.2', 'found'), commit('c0ffee1', 'not-found')] })],
    }),
    verdict: 'OFFER_VERSION_NOT_FOUND',
  },
  {
    name: 'a commit that its forge shows under every fork proves nothing',
    given: facts({
      ...fork,
      ...own,
      checks: [aCheck(ownUrl, { references: [commit('c0ffee1', 'in-network')] })],
    }),
    verdict: 'OFFER_UNVERIFIABLE',
  },
  {
    name: 'a repository that does not list',
    given: facts({
      ...fork,
      ...own,
      checks: [aCheck(ownUrl, { references: [tag('v4.4.2+stadt.7', 'unknown')] })],
    }),
    verdict: 'OFFER_UNVERIFIABLE',
  },
  {
    name: 'one of two own offers is enough',
    given: facts({
      ...fork,
      offered: [anOffer(`${ownUrl}-old`), anOffer(ownUrl)],
      checks: [
        aCheck(`${ownUrl}-old`, { state: 'absent' }),
        aCheck(ownUrl, { references: [tag('v4.4.2+stadt.7', 'found')] }),
      ],
    }),
    verdict: 'OFFER_MATCHES',
  },
  {
    name: 'nothing is said while one of two is open',
    given: facts({
      ...fork,
      offered: [anOffer(`${ownUrl}-old`), anOffer(ownUrl)],
      checks: [aCheck(`${ownUrl}-old`, { state: 'absent' })],
    }),
    verdict: 'UNKNOWN',
    reason: 'offer-not-checked',
  },
  ...(['absent', 'login', 'unreachable'] as const).map(
    (state): DecideCase => ({
      name: `an own repository that is ${state}`,
      given: facts({ ...fork, ...own, checks: [aCheck(ownUrl, { state })] }),
      verdict: 'OFFER_UNREACHABLE',
    }),
  ),
  ...(['refused', 'too-much', 'awaited', 'login-page'] as const).map(
    (state): DecideCase => ({
      name: `an own repository that is ${state} tells nothing`,
      given: facts({ ...fork, ...own, checks: [aCheck(ownUrl, { state })] }),
      verdict: 'UNKNOWN',
      reason: 'offer-not-checked',
    }),
  ),
  {
    name: 'an address that is no repository after all',
    given: facts({ ...fork, ...own, checks: [aCheck(ownUrl, { state: 'not-source' })] }),
    verdict: 'UNKNOWN',
    reason: 'offer-unclear',
  },
  {
    name: 'a page to read',
    given: facts({ ...fork, offered: [anOffer('https://stadt.example/source', { kind: 'page' })] }),
    verdict: 'UNKNOWN',
    reason: 'offer-unclear',
  },
];
