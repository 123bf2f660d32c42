import {
  activity,
  actor,
  actorOf,
  isActivityType,
  json,
  linkedData,
  type Question,
  represents,
} from './question.ts';

/** An actor asked for as one of its peers does. */
function asPeer(id: string, accept: string, profile: string): Question {
  return { id, asking: { ...actor, accept, contentType: isActivityType }, answered: represents(profile) };
}

/** A path that leads nowhere, and what is asked for there. */
function absent(place: 'well-known' | 'user', path: string, accept: string): Question {
  return {
    id: `http.soft-404 (${place})`,
    asking: { prober: 'http', path: () => path, accept, statuses: [404, 410] },
    answered: (seen) =>
      seen['soft-404']?.answers.some((one) => one.place === place && one.ok && one.data.status === 404) ===
      true,
  };
}

/** What peers ask of an actor. */
export const actorQuestions: readonly Question[] = [
  asPeer('actor.conneg-activityjson', activity, 'activity-json'),
  asPeer('actor.conneg-ldjson', linkedData, 'spec'),
  asPeer('actor.conneg-mixed', `${linkedData}, ${activity}, text/html;q=0.1`, 'mastodon-search'),
  asPeer('actor.conneg-mixed (Mastodon)', `${activity}, application/ld+json`, 'mastodon'),
  asPeer('actor.conneg-mixed (Misskey)', `${activity}, ${linkedData}`, 'misskey'),
  asPeer('actor.conneg-mixed (GoToSocial)', `${linkedData},${activity}`, 'gotosocial'),
  {
    id: 'actor.context',
    asking: { ...actor, body: '"@context":\\[?"https://www\\.w3\\.org/ns/activitystreams"' },
    answered: (seen) => actorOf(seen)?.contexts.includes('https://www.w3.org/ns/activitystreams') === true,
  },
  {
    id: 'actor.id-canonical',
    asking: { ...actor, body: '"id":"https://social\\.s[0-9]+\\.test/actor"' },
    answered: (seen) => actorOf(seen)?.id === actorOf(seen)?.requested,
  },
  {
    id: 'actor.type',
    asking: { ...actor, body: '"type":"(Person|Service|Group|Application|Organization)"' },
    answered: (seen) => actorOf(seen)?.types.includes('Application') === true,
  },
  {
    id: 'actor.username',
    asking: { ...actor, body: '"preferredUsername":"[^"]+"' },
    answered: (seen) => actorOf(seen)?.preferredUsername !== undefined,
  },
  {
    id: 'actor.inbox-outbox',
    asking: { ...actor, body: '"inbox":"https://[^"]+","outbox":"https://' },
    answered: (seen) => actorOf(seen)?.inbox !== undefined && actorOf(seen)?.outbox !== undefined,
  },
  {
    id: 'actor.shared-inbox',
    asking: { ...actor, body: '"endpoints":\\{"sharedInbox":"https://' },
    answered: (seen) => actorOf(seen)?.sharedInbox !== undefined,
  },
  {
    id: 'actor.key-shape',
    asking: { ...actor, body: '"publicKeyPem":"-----BEGIN PUBLIC KEY-----' },
    answered: (seen) => actorOf(seen)?.key.encoding === 'spki',
  },
  {
    id: 'actor.key-owner',
    asking: { ...actor, body: '"owner":"https://social\\.s[0-9]+\\.test/actor"' },
    answered: (seen) => actorOf(seen)?.key.owner === actorOf(seen)?.id,
  },
  {
    id: 'http.waf-challenge',
    asking: { ...actor, without: { header: 'Cf-Mitigated', regexp: 'challenge' } },
    answered: ({ exchanges }) =>
      exchanges.length > 0 && exchanges.every((each) => each.responseHeaders['cf-mitigated'] === undefined),
  },
  {
    id: 'collection.outbox-type',
    asking: {
      prober: 'http',
      path: () => '/actor/outbox',
      accept: activity,
      body: '"type":"OrderedCollection"',
    },
    answered: ({ outbox }) =>
      outbox?.collection.ok === true && outbox.collection.data.types.includes('OrderedCollection'),
  },
  absent('well-known', '/.well-known/nobody-has-this', json),
  absent('user', '/users/nobody-has-this', activity),
];
