import { archive, type DecideCase, fork, longPosts, own } from './decide-case.ts';
import { aCheck, anOffer, claim, commit, facts, mastodonUrl, ownUrl, places, showing, tag } from './facts.ts';

const gotosocialUrl = 'https://codeberg.org/superseriousbusiness/gotosocial';
const akkomaUrl = 'https://akkoma.dev/AkkomaGang/akkoma';

/** Cases of upstream's link, no link, concealment and age. */
export const otherCases: readonly DecideCase[] = [
  { name: 'a fork with the link of upstream', given: facts(fork), verdict: 'OFFER_UPSTREAM_ONLY' },
  {
    name: 'stock by name, with other numbers',
    given: facts({ constants: longPosts }),
    verdict: 'OFFER_UPSTREAM_ONLY',
  },
  {
    name: 'other numbers in a branch that nobody has read',
    given: facts({ version: '4.99.0', constants: longPosts, checks: [] }),
    verdict: 'UNKNOWN',
    reason: 'modification-unknown',
  },
  {
    name: 'a fork with the link of upstream, and a place that was not read',
    given: facts({
      ...fork,
      offers: { places: places({ 'page-data': 'failed' }), offers: [anOffer(mastodonUrl)] },
    }),
    verdict: 'UNKNOWN',
    reason: 'places-not-read',
  },
  {
    name: 'a fork with the link of upstream, and a visit that goes on',
    given: facts({ ...fork, offersUnfinished: true }),
    verdict: 'UNKNOWN',
    reason: 'places-not-read',
  },
  {
    name: 'a version that upstream neither names so nor has',
    given: facts({
      claim: claim('misskey', '2025.4.1-stadt.3'),
      version: '2025.4.1-stadt.3',
      offered: [anOffer('https://github.com/misskey-dev/misskey', { place: 'nodeinfo' })],
      checks: [
        aCheck('https://github.com/misskey-dev/misskey', {
          references: [tag('2025.4.1-stadt.3', 'not-found')],
        }),
      ],
    }),
    verdict: 'OFFER_UPSTREAM_ONLY',
  },
  {
    name: 'a commit that upstream does not have',
    given: facts({
      claim: claim('akkoma'),
      version: '3.16.0-12-gbadcafe1',
      constants: new Map(),
      offered: [anOffer(akkomaUrl, { place: 'nodeinfo' })],
      checks: [aCheck(akkomaUrl, { references: [commit('badcafe1', 'not-found')] })],
    }),
    verdict: 'OFFER_UPSTREAM_ONLY',
  },
  {
    name: 'a fork that leads to its parent',
    given: facts({ version: '4.4.2+glitch', claim: claim('mastodon', '4.4.2+glitch') }),
    verdict: 'OFFER_UPSTREAM_ONLY',
  },
  {
    name: 'a known fork as its makers publish it',
    given: facts({
      version: '4.4.2+glitch',
      claim: claim('mastodon', '4.4.2+glitch'),
      offered: [anOffer('https://github.com/glitch-soc/mastodon')],
      checks: [aCheck('https://github.com/glitch-soc/mastodon', { references: [tag('v4.4.2', 'found')] })],
    }),
    verdict: 'UNMODIFIED_UPSTREAM',
  },
  {
    name: 'a changed file in the checkout',
    given: facts({
      claim: claim('lemmy'),
      version: '0.19.12-modified',
      offered: [anOffer('https://github.com/LemmyNet/lemmy', { place: 'nodeinfo' })],
      checks: [aCheck('https://github.com/LemmyNet/lemmy', { references: [tag('0.19.12', 'found')] })],
    }),
    verdict: 'UNKNOWN',
    reason: 'signs-too-weak',
  },

  { name: 'a fork without an offer', given: facts({ ...fork, offered: [] }), verdict: 'OFFER_MISSING' },
  {
    name: 'a fork without an offer, and its pages behind a login',
    given: facts({ ...fork, offers: { places: places({ 'page-link': 'login' }), offers: [] } }),
    verdict: 'UNKNOWN',
    reason: 'places-not-read',
  },
  {
    name: 'stock without an offer',
    given: facts({ offered: [], checks: [] }),
    verdict: 'UNKNOWN',
    reason: 'modification-unknown',
  },

  {
    name: 'stock with a mirror of its own that has the release',
    given: facts({ ...own, checks: [aCheck(ownUrl, { references: [tag('v4.4.2', 'found')] })] }),
    verdict: 'OFFER_MATCHES',
  },
  {
    name: 'stock with a mirror that lags',
    given: facts({ ...own, checks: [aCheck(ownUrl, { references: [tag('v4.4.2', 'not-found')] })] }),
    verdict: 'UNKNOWN',
    reason: 'version-not-in-offer',
  },
  {
    name: 'stock with a dead link',
    given: facts({ ...own, checks: [aCheck(ownUrl, { state: 'absent' })] }),
    verdict: 'UNKNOWN',
    reason: 'offer-not-reached',
  },
  {
    name: 'a dead link where only code can set one',
    given: facts({
      claim: claim('gotosocial'),
      version: '0.19.1',
      constants: new Map(),
      offered: [anOffer(ownUrl, { place: 'nodeinfo' })],
      checks: [aCheck(ownUrl, { state: 'absent' })],
    }),
    verdict: 'OFFER_UNREACHABLE',
  },
  {
    name: 'GoToSocial with the digits of a commit',
    given: facts({
      claim: claim('gotosocial'),
      version: '0.19.1+git-c0ffee1',
      constants: new Map(),
      offered: [anOffer(gotosocialUrl)],
      checks: [
        aCheck(gotosocialUrl, { references: [tag('v0.19.1', 'found'), commit('c0ffee1', 'unknown')] }),
      ],
    }),
    verdict: 'UNMODIFIED_UPSTREAM',
  },

  {
    name: 'the signs of Mastodon and no name',
    given: facts({ claim: { state: 'absent' }, recognised: showing('mastodon'), offered: [] }),
    verdict: 'CONCEALED_AGPL',
    ofOffer: 'OFFER_MISSING',
  },
  {
    name: 'the signs of Mastodon, no name, and an archive',
    given: facts({
      claim: { state: 'absent' },
      recognised: showing('mastodon'),
      offered: [archive],
      checks: [aCheck(archive.url, { kind: 'archive', newestAt: '2026-01-01T00:00:00.000Z' })],
    }),
    verdict: 'CONCEALED_AGPL',
    ofOffer: 'OFFER_UNVERIFIABLE',
  },
  {
    name: 'no NodeInfo, and everything else names Mastodon',
    given: facts({ claim: { state: 'absent' }, recognised: showing('mastodon'), withoutNodeInfo: true }),
    verdict: 'UNMODIFIED_UPSTREAM',
  },
  {
    name: 'an unknown name over the signs of Mastodon',
    given: facts({ claim: claim('nationalnet'), recognised: showing('mastodon'), offered: [] }),
    verdict: 'CONCEALED_AGPL',
    ofOffer: 'OFFER_MISSING',
  },
  {
    name: 'an unknown name with a source of its own',
    given: facts({
      claim: claim('townfork'),
      recognised: showing('mastodon'),
      ...own,
      checks: [aCheck(ownUrl, { references: [tag('v4.4.2', 'found')] })],
    }),
    verdict: 'OFFER_MATCHES',
  },
  {
    name: 'signs of another software, and no page that could name it',
    given: facts({
      claim: claim('wordpress'),
      recognised: showing('mastodon'),
      offers: { places: places({ 'page-link': 'not-asked' }), offers: [] },
    }),
    verdict: 'UNKNOWN',
    reason: 'places-not-read',
  },
  {
    name: 'a fork that only its makers run, with its archive',
    given: facts({
      claim: { state: 'absent' },
      recognised: showing('truth-social'),
      version: '3.4.1 (compatible; TruthSocial 1.0.0)',
      offered: [
        anOffer('https://opensource.truthsocial.com/mastodon-current.zip', {
          kind: 'archive',
          place: 'page-link',
        }),
      ],
      checks: [aCheck('https://opensource.truthsocial.com/mastodon-current.zip', { kind: 'archive' })],
    }),
    verdict: 'OFFER_UNVERIFIABLE',
  },

  {
    name: 'an archive that is older than a change',
    given: facts({
      ...fork,
      offered: [archive],
      checks: [aCheck(archive.url, { kind: 'archive', newestAt: '2026-01-01T00:00:00.000Z' })],
      changedAfter: '2026-02-01T00:00:00.000Z',
    }),
    verdict: 'OFFER_STALE',
  },
  {
    name: 'an archive of thirty days before a change',
    given: facts({
      ...fork,
      offered: [archive],
      checks: [aCheck(archive.url, { kind: 'archive', newestAt: '2026-01-01T00:00:00.000Z' })],
      changedAfter: '2026-01-30T23:59:59.999Z',
    }),
    verdict: 'OFFER_UNVERIFIABLE',
  },
];
