import type { SourceOffer } from '../../model/licence/offer.ts';
import type { Observation } from '../../model/observation.ts';
import type { RuleCase } from '../case.ts';
import { anExchange, observed, unobserved } from '../given/builders.ts';
import { aNodeInfoWith, anInstanceApi, aWebFingerWith, nodeInfoOf, noSchema } from '../given/documents.ts';
import { anOffer, mastodonUrl, places as placesRead } from '../given/offers.ts';

const yesterday = '2026-05-31T11:59:00.000Z';
const header = anExchange({ responseHeaders: { server: 'Mastodon' } });
const cookie = anExchange({ cookieNames: ['_mastodon_session'] });
const subscribeTemplate = 'https://example.org/authorize_interaction?uri={uri}';

const named = (name: string, exchanges = [header, cookie], startedAt?: string) =>
  observed('nodeinfo', nodeInfoOf(name), { exchanges, ...(startedAt !== undefined && { startedAt }) });
const silent = (startedAt?: string) =>
  unobserved('nodeinfo', 'http-not-found', {
    exchanges: [header, cookie],
    ...(startedAt !== undefined && { startedAt }),
  });
const weak: readonly Observation[] = [
  observed('webfinger', aWebFingerWith({ subscribeTemplate })),
  observed('instance-api', anInstanceApi()),
];

const pleromaCookie = anExchange({ cookieNames: ['__Host-pleroma_key'] });
const peertube = anExchange({ responseHeaders: { 'x-powered-by': 'PeerTube' } });
const wordpress = anExchange({ responseHeaders: { link: '[text] rel="https://api.w.org/"' } });
const nodebb = [anExchange({ responseHeaders: { 'x-powered-by': 'NodeBB' } })];
const gab = [anExchange({ responseHeaders: { server: 'GabSocial' }, cookieNames: ['_gabsocial_session'] })];
const { sourceUrl: _none, ...rest } = anInstanceApi({ version: '3.4.1 (compatible; TruthSocial 1.0.0)' });
const truth = rest;
const upstream = anInstanceApi({ sourceUrl: 'https://github.com/mastodon/mastodon/tree/v4.5.0' });
const signs = (...found: readonly string[]) =>
  observed('fingerprints', { asked: true, answers: [], signs: found });
const signsYesterday = (...found: readonly string[]) =>
  observed('fingerprints', { asked: true, answers: [], signs: found }, { startedAt: yesterday });
const versioned = (name: string, version: string) =>
  observed('nodeinfo', aNodeInfoWith({ software: { name, version } }), { exchanges: [header, cookie] });

/** A look at the places of offers. */
const places = (
  change: Parameters<typeof placesRead>[0],
  startedAt?: string,
  offers: readonly SourceOffer[] = [],
) =>
  observed(
    'source-offers',
    { places: placesRead(change), offers, pageSigns: [] },
    startedAt === undefined ? {} : { startedAt },
  );

/** What was seen by those who read its pages too, at the same time. */
const withPages = (observations: readonly Observation[]): readonly Observation[] => [
  ...observations,
  places({}, observations[0]?.startedAt),
];

/** What its pages alone tell of a server whose other answers are closed. */
const inPages = (startedAt?: string) =>
  observed(
    'source-offers',
    { places: placesRead(), offers: [], pageSigns: ['mastodon.mount', 'mastodon.session'] },
    startedAt === undefined ? {} : { startedAt },
  );

export const cases: readonly RuleCase[] = [
  {
    name: 'another name twice, and a session cookie on its front page',
    given: [named('nextsocial', []), inPages()],
    earlier: [named('nextsocial', [], yesterday), inPages(yesterday)],
    outcome: 'failed',
    says: 'the cookie _mastodon_session',
  },
  {
    name: 'another name twice, and its pages were read',
    given: [named('nextsocial'), places({})],
    earlier: [named('nextsocial', undefined, yesterday), places({}, yesterday)],
    outcome: 'failed',
  },
  {
    name: 'another name twice, and no page could be read that may say more',
    given: [named('nextsocial'), places({ 'page-link': 'login' })],
    earlier: [named('nextsocial', undefined, yesterday), places({ 'page-link': 'login' }, yesterday)],
    outcome: 'cannot-tell',
    says: 'No page was read',
  },
  {
    name: 'another name twice, and nobody has read its pages yet',
    given: [named('nextsocial')],
    earlier: [named('nextsocial', undefined, yesterday)],
    outcome: 'cannot-tell',
    says: 'No page was read',
  },
  {
    name: 'no name in NodeInfo, and a page that leads to upstream',
    given: [silent(), places({}, undefined, [anOffer(mastodonUrl, { place: 'page-data' })])],
    outcome: 'passed',
    says: 'names Mastodon',
  },
  { name: 'it says Mastodon and looks like Mastodon', given: [named('mastodon')], outcome: 'passed' },
  { name: 'a fork that says so', given: [named('hometown')], outcome: 'passed' },
  { name: 'another AGPL software without signs', given: [named('lemmy', [])], outcome: 'passed' },
  { name: 'software that is not under the AGPL', given: [named('wordpress', [])], outcome: 'inapplicable' },
  {
    name: 'another name twice, a day apart',
    given: withPages([named('nextsocial')]),
    earlier: withPages([named('nextsocial', undefined, yesterday)]),
    outcome: 'failed',
    says: 'NodeInfo names "nextsocial"; the server shows signs of Mastodon',
  },
  {
    name: 'no name twice, a day apart',
    given: withPages([silent()]),
    earlier: withPages([silent(yesterday)]),
    outcome: 'failed',
    says: 'names no software',
  },
  {
    name: 'another name for the first time',
    given: withPages([named('nextsocial')]),
    outcome: 'cannot-tell',
    says: 'awaiting-second-observation',
  },
  {
    name: 'another name twice within an hour',
    given: withPages([named('nextsocial')]),
    earlier: withPages([named('nextsocial', undefined, '2026-06-01T11:00:00.000Z')]),
    outcome: 'cannot-tell',
    says: 'awaiting',
  },
  {
    name: 'another name today, the right one yesterday',
    given: withPages([named('nextsocial')]),
    earlier: withPages([named('mastodon', undefined, yesterday)]),
    outcome: 'cannot-tell',
    says: 'awaiting',
  },
  {
    name: 'one strong sign and two medium ones, twice: enough to name it, too few to speak of hiding',
    given: [named('nextsocial', [cookie]), ...weak],
    earlier: [named('nextsocial', [cookie], yesterday), ...weak],
    outcome: 'cannot-tell',
    says: 'too few to tell: Mastodon (6 points: the cookie _mastodon_session',
  },
  {
    name: 'a strong sign of the server and one in an answer that nobody knows',
    given: withPages([named('nextsocial', [header]), signs('mastodon.error-page')]),
    earlier: withPages([named('nextsocial', [header], yesterday), signsYesterday('mastodon.error-page')]),
    outcome: 'failed',
    says: 'Mastodon (6 points: the server header, its answer to what does not exist)',
  },
  {
    name: 'the signs may all be those of a front end',
    given: [named('nextsocial', []), signs('mastodon.oops-gif', 'mastodon.mount', 'mastodon.initial-state')],
    earlier: [named('nextsocial', [], yesterday), signsYesterday('mastodon.oops-gif', 'mastodon.mount')],
    outcome: 'cannot-tell',
    says: 'too few',
  },
  {
    name: 'it says Akkoma, its front end is that of Mastodon',
    given: [named('akkoma', []), signs('mastodon.mount', 'mastodon.initial-state', 'mastodon.boop-mp3')],
    outcome: 'passed',
  },
  {
    name: 'an old Pleroma that brings the front end of Mastodon and its files along',
    given: [
      named('pleroma', [pleromaCookie]),
      signs('mastodon.boop-mp3', 'mastodon.oops-gif', 'mastodon.mount'),
    ],
    outcome: 'passed',
  },
  {
    name: 'GoToSocial that answers with a version of Mastodon before its own',
    given: [
      named('gotosocial', []),
      observed('instance-api', anInstanceApi({ version: '4.5.0+0.20.1' })),
      ...weak,
    ],
    outcome: 'passed',
  },
  {
    name: 'Pixelfed says by its instance API that it is compatible with Mastodon',
    given: [
      named('pixelfed', []),
      observed('instance-api', anInstanceApi({ version: '3.5.3 (compatible; Pixelfed 0.12.6)' })),
    ],
    outcome: 'passed',
  },
  {
    name: 'glitch-soc says Mastodon, and its version says which',
    given: [versioned('mastodon', '4.6.0+glitch')],
    outcome: 'passed',
  },
  {
    name: 'Iceshrimp in C# is under another licence than the one in TypeScript',
    given: [named('Iceshrimp.NET', [])],
    outcome: 'inapplicable',
  },
  {
    name: 'a fork that we do not know, with its own name and its own source',
    given: [
      named('catstodon'),
      observed('instance-api', anInstanceApi({ sourceUrl: 'https://git.example/cats' })),
    ],
    earlier: [named('catstodon', undefined, yesterday)],
    outcome: 'passed',
    says: 'offers its source at "https://git.example/cats"; it shows signs of Mastodon',
  },
  {
    name: 'a name of its own and the source of upstream, twice',
    given: withPages([named('nextsocial'), observed('instance-api', upstream)]),
    earlier: withPages([
      named('nextsocial', undefined, yesterday),
      observed('instance-api', upstream, { startedAt: yesterday }),
    ]),
    outcome: 'failed',
    says: 'the server shows signs of Mastodon',
  },
  {
    name: 'the name of another software and a source of its own, twice',
    given: withPages([
      named('wordpress'),
      observed('instance-api', anInstanceApi({ sourceUrl: 'https://git.example/cats' })),
    ]),
    earlier: withPages([named('wordpress', undefined, yesterday)]),
    outcome: 'failed',
    says: 'signs of Mastodon',
  },
  {
    name: 'two applications behind one name: the signs speak for both',
    given: [named('nextsocial', [header, cookie, peertube]), signs('peertube.teapot')],
    earlier: [named('nextsocial', [header, cookie, peertube], yesterday), signsYesterday('peertube.teapot')],
    outcome: 'cannot-tell',
    says: 'too few',
  },
  {
    name: 'it says WordPress and shows the signs of Mastodon, twice',
    given: withPages([named('wordpress')]),
    earlier: withPages([named('wordpress', undefined, yesterday)]),
    outcome: 'failed',
    says: 'NodeInfo names "wordpress"; the server shows signs of Mastodon',
  },
  {
    name: 'it says WordPress and is one, with Mastodon behind another path',
    given: [named('wordpress', [header, cookie, wordpress])],
    earlier: [named('wordpress', [header, cookie, wordpress], yesterday)],
    outcome: 'inapplicable',
  },
  {
    name: 'NodeInfo is switched off, and the instance API names the source of Mastodon',
    given: [silent(), observed('instance-api', anInstanceApi())],
    earlier: [silent(yesterday), observed('instance-api', anInstanceApi())],
    outcome: 'passed',
    says: 'the instance API names Mastodon',
  },
  {
    name: 'NodeInfo is switched off, and the instance API names a software that no NodeInfo ever named',
    given: withPages([silent(), observed('instance-api', truth)]),
    earlier: withPages([silent(yesterday), observed('instance-api', truth, { startedAt: yesterday })]),
    outcome: 'failed',
    says: 'signs of Truth Social',
  },
  {
    name: 'a Gab that says nothing',
    given: withPages([observed('nodeinfo', noSchema, { exchanges: gab })]),
    earlier: withPages([observed('nodeinfo', noSchema, { exchanges: gab, startedAt: yesterday })]),
    outcome: 'failed',
    says: 'NodeInfo names no software; the server shows signs of Gab Social',
  },
  {
    name: 'software without section 13 that says nothing',
    given: [observed('nodeinfo', noSchema, { exchanges: nodebb }), signs()],
    outcome: 'cannot-tell',
    says: 'NodeBB (3 points: the x-powered-by header)',
  },
  {
    name: 'two medium signs only',
    given: [named('nextsocial', []), ...weak],
    outcome: 'cannot-tell',
    says: 'too few',
  },
  {
    name: 'the same sign twice counts once',
    given: [named('nextsocial', [header, header])],
    outcome: 'cannot-tell',
    says: 'too few',
  },
  {
    name: 'NodeInfo is overloaded',
    given: [unobserved('nodeinfo', 'http-server-error', { exchanges: [header, cookie] })],
    outcome: 'cannot-tell',
    says: 'was not read',
  },
];
