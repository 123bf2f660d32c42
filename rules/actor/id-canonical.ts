import type { ActorData } from '../../crawler/probes/actor.ts';
import { lemmyCode, mastodonCode } from '../code.ts';
import { judgeActor } from '../facts/actor.ts';
import { shown } from '../facts/shown.ts';
import { forgiven, hostOf } from '../facts/url.ts';
import { defineRule, failed, passed, passedBecause } from '../rule.ts';
import { activityPub, fep } from '../sources.ts';

/** Is the actor at the URL that it calls itself by? */
export const actorIdCanonical = defineRule({
  id: 'actor.id-canonical',
  version: 1,
  title: "The actor's id is the URL it was asked at",
  audience: 'sre',
  requirement: 'should',
  impact: 'breaks',
  sources: [
    fep('fe34', 'Fetching from an origin'),
    activityPub('3.1', 'obj-id'),
    mastodonCode('app/helpers/json_ld_helper.rb'),
    lemmyCode('src/fetch/mod.rs'),
  ],
  breaks:
    'Mastodon and Misskey take the document for a forgery and drop it, and so does Lemmy when the id is on another domain.',
  falsePositives:
    'Differences in letter case of the host, in www and in a last slash do not count, nor does an instance actor that we found by guessing its path.',
  advice:
    'Let WebFinger and all links use the URL that is the actor\'s "id"; check the base URL behind the proxy.',
  needs: ['actor'],
  check({ actor: { data } }) {
    return judgeActor(data, ({ id, requested }) => {
      if (id === requested) return passed;
      if (id === undefined) return failed('The actor has no id');
      const sentence = `The actor at ${shown(requested)} calls itself ${shown(id)}`;
      const excused = forgiven(id) === forgiven(requested) || isOurGuess(data, requested, id);
      return excused ? passedBecause(sentence) : failed(sentence);
    });
  },
});

/** We look for instance actors where their software has them; the server itself never named that URL. */
function isOurGuess({ instanceActor }: ActorData, requested: string, id: string): boolean {
  const guessed = instanceActor?.foundBy === 'known-path' && instanceActor.url === requested;
  return guessed && hostOf(id) === hostOf(requested);
}
