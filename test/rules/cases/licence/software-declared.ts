import type { Observation } from '../../../../model/observation.ts';
import { anExchange, observed, unobserved } from '../../builders.ts';
import type { RuleCase } from '../../case.ts';
import { anInstanceApi, aWebFingerWith, nodeInfoOf } from '../../documents.ts';

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

export const cases: readonly RuleCase[] = [
  { name: 'it says Mastodon and looks like Mastodon', given: [named('mastodon')], outcome: 'passed' },
  { name: 'a fork that says so', given: [named('hometown')], outcome: 'passed' },
  { name: 'another AGPL software without signs', given: [named('lemmy', [])], outcome: 'passed' },
  { name: 'software that is not under the AGPL', given: [named('wordpress', [])], outcome: 'inapplicable' },
  {
    name: 'another name twice, a day apart',
    given: [named('nextsocial')],
    earlier: [named('nextsocial', undefined, yesterday)],
    outcome: 'failed',
    says: 'NodeInfo names "nextsocial"; the server shows signs of Mastodon',
  },
  {
    name: 'no name twice, a day apart',
    given: [silent()],
    earlier: [silent(yesterday)],
    outcome: 'failed',
    says: 'names no software',
  },
  {
    name: 'another name for the first time',
    given: [named('nextsocial')],
    outcome: 'cannot-tell',
    says: 'awaiting-second-observation',
  },
  {
    name: 'another name twice within an hour',
    given: [named('nextsocial')],
    earlier: [named('nextsocial', undefined, '2026-06-01T11:00:00.000Z')],
    outcome: 'cannot-tell',
    says: 'awaiting',
  },
  {
    name: 'another name today, the right one yesterday',
    given: [named('nextsocial')],
    earlier: [named('mastodon', undefined, yesterday)],
    outcome: 'cannot-tell',
    says: 'awaiting',
  },
  {
    name: 'one strong sign and two medium ones',
    given: [named('nextsocial', [cookie]), ...weak],
    outcome: 'cannot-tell',
    says: 'awaiting',
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
