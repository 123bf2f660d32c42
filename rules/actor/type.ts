import { mastodonCode } from '../code.ts';
import { judgeActor } from '../facts/actor.ts';
import { shown } from '../facts/shown.ts';
import { defineRule, failed, passed, passedBecause } from '../rule.ts';

const actorTypes: readonly string[] = ['Application', 'Group', 'Organization', 'Person', 'Service'];

/** Is the actor of a type that peers know? */
export const actorType = defineRule({
  id: 'actor.type',
  version: 1,
  title: "The actor's type is one of the five of Activity Streams",
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [
    {
      title: 'Activity Vocabulary',
      section: '3.2',
      url: 'https://www.w3.org/TR/activitystreams-vocabulary/#actor-types',
      verified: '2026-11-22',
    },
    mastodonCode('app/services/activitypub/fetch_remote_actor_service.rb'),
  ],
  breaks: 'Mastodon and Lemmy do not take the document for an actor.',
  falsePositives:
    'A type of an extension may be understood by the peers that matter to it. Mastodon and Lemmy do not take it for an actor.',
  advice: 'Use Person, Service, Group, Organization or Application as the only "type".',
  needs: ['actor'],
  check({ actor }) {
    return judgeActor(actor.data, ({ types }) => {
      const sentence = `The type is ${shown(types.join(', ') || undefined)}`;
      if (!types.some((type) => actorTypes.includes(type))) return failed(sentence);
      return types.length === 1 ? passed : passedBecause(sentence);
    });
  },
});
