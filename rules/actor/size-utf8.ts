import type { ActorData } from '../../crawler/probes/actor.ts';
import type { Verdict } from '../../model/finding.ts';
import { mastodonCode, misskeyCode } from '../code.ts';
import { judgeActor } from '../facts/actor.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { activityStreams, readOnSecondDay } from '../sources.ts';

const kibibyte = 1024;
/** Misskey reads no more than this. */
const mostBytes = 256 * kibibyte;
const manyBytes = 200 * kibibyte;

/** Can peers read the whole actor? */
export const actorSizeUtf8 = defineRule({
  id: 'actor.size-utf8',
  version: 1,
  title: 'The actor is UTF-8 and not larger than 256 KiB',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [
    readOnSecondDay(activityStreams('2', 'syntaxconventions')),
    misskeyCode('core/HttpRequestService.ts'),
    mastodonCode('app/lib/request.rb'),
  ],
  breaks: 'Misskey stops reading after 256 KiB, Mastodon after 1 MiB, and nobody parses what is no UTF-8.',
  falsePositives:
    'The limit is that of Misskey; a server without followers there notices nothing. A body that was cut off on its way is left open.',
  advice:
    'Keep lists out of the actor, shorten its fields, and send it as UTF-8 whatever the database holds.',
  needs: [],
  settles: ['webfinger', 'actor'],
  quorum: 'any',
  check({ webfinger, actor }) {
    if (actor.ok) return judge(actor.data);
    // Without an account the actor's failure is WebFinger's own.
    const isOfActor = webfinger.ok && webfinger.data.base.ok;
    return isOfActor && actor.failure.code === 'body-too-large'
      ? failed(tooLarge)
      : cannotTell(`No actor was read: ${actor.failure.detail}`);
  },
});

const tooLarge = 'The actor is larger than 1 MiB';

function judge(data: ActorData): Verdict {
  const { representations, document } = data;
  if (representations.some((answer) => !answer.ok && answer.failure.code === 'body-too-large'))
    return failed(tooLarge);
  if (!document.ok && document.failure.code === 'body-not-utf8') return failed('The actor is not UTF-8');
  return judgeActor(data, ({ decodedBytes }) => {
    const sentence = `The actor has ${Math.round(decodedBytes / kibibyte)} KiB`;
    if (decodedBytes > mostBytes) return failed(sentence);
    return decodedBytes > manyBytes ? passedBecause(sentence) : passed;
  });
}
