import type { Rejection } from '../fediverse/site.ts';
import { onMastodon } from './on-mastodon.ts';
import type { Scenario } from './scenario.ts';

const abhorred: Rejection = {
  domain: 'abhorred.fedi.test',
  severity: 'suspend',
  reason: 'Hate speech, nobody is answerable',
};
const embattled = (reason?: string): Rejection => ({
  domain: 'embattled.fedi.test',
  severity: 'suspend',
  ...(reason !== undefined && { reason }),
});

/** A peer that publishes its block list and lets us read it. */
function publisher(name: string, rejects: readonly Rejection[], activeUsers?: number): Scenario {
  const host = `${name}.fedi.test`;
  return {
    ...{ host, software: 'mastodon', role: 'peer', account: `alice@${host}`, failed: {} },
    ...{ rejects, openRobots: true },
    ...(activeUsers !== undefined && { activeUsers }),
    note: 'A healthy peer that publishes whom it rejects.',
  };
}

/** Large peers: they reject the island, and see nothing in the wave. */
const large = ['harbour', 'metropolis', 'capital'].map((name) => publisher(name, [abhorred], 100_000));

/** Moderators who came to it by themselves, each with words of their own or none. */
const independent = [
  publisher('orchard', [abhorred, embattled('Spam since Monday')]),
  publisher('meadow', [abhorred, embattled('Reports are not answered')]),
  publisher('lagoon', [abhorred, embattled()]),
  publisher('summit', [abhorred, embattled('Harassment of our members')]),
  publisher('valley', [abhorred, embattled()]),
];

/** They took the entry over from one list, words and all. */
const copying = ['echo-one', 'echo-two', 'echo-three'].map((name) =>
  publisher(name, [abhorred, embattled('Listed by the board')]),
);

/** Peers whose published lists the demo reads three times: without the wave two days ago, with it yesterday and today. */
export const publishers: readonly Scenario[] = [...large, ...independent, ...copying];

/** A hosted server that others defederated, one that is about to be, and one that left by itself. */
export const defederation: readonly Scenario[] = [
  ...publishers,
  {
    ...{
      host: 'abhorred.fedi.test',
      software: 'mastodon',
      role: 'hosted',
      account: 'alice@abhorred.fedi.test',
    },
    customer: 'Forum Without Rules',
    failed: {},
    note: 'An island: open to everyone, and rejected by nearly every server, large ones too. Only the lists of others tell.',
  },
  {
    ...{
      host: 'embattled.fedi.test',
      software: 'mastodon',
      role: 'hosted',
      account: 'alice@embattled.fedi.test',
    },
    customer: 'Union of Late Answers',
    failed: {},
    note: 'In a wave: five peers rejected it of their own accord within a day, and three copied a list. Only the lists of others tell.',
  },
  onMastodon({
    name: 'walled',
    broken: 'federation-none',
    role: 'hosted',
    customer: 'National Network',
    failed: { 'peering.closed-federation': 'configuration.limited_federation is true' },
    cannotTell: { 'actor.conneg-activityjson': 'in limited mode actors want signatures, which is a mode' },
    note: 'A closed national network: nobody rejects it, and it federates with none.',
  }),
  onMastodon({
    name: 'shut',
    broken: 'doors-shut',
    failed: {
      'peering.closed-federation':
        'the software federates, and neither an account nor the server itself is found here',
      'webfinger.resolves': 'RFC 7033 §4.2: a known resource must be answered with a JRD',
    },
    note: 'A network that says nothing of it and lets nobody in: NodeInfo says Mastodon, WebFinger and actors say that nobody is there.',
  }),
  onMastodon({
    name: 'barred',
    broken: 'doors-guarded',
    failed: {},
    cannotTell: {
      'peering.closed-federation': 'a refusal may be for us alone',
      'webfinger.resolves': 'a refusal is no answer about the account',
    },
    note: 'WebFinger and actors refuse us: a server that is closed, or one that bars our address.',
  }),
];
