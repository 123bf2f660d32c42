import type { JrdFacts } from '../../crawler/probes/webfinger.ts';
import type { Verdict } from '../../model/finding.ts';
import { mastodonCode } from '../code.ts';
import { actorLinks } from '../facts/jrd.ts';
import { judgeSettled } from '../facts/settled.ts';
import { shown } from '../facts/shown.ts';
import { forgiven } from '../facts/url.ts';
import { cannotTell, defineRule, failed, inapplicable, passed, passedBecause } from '../rule.ts';
import { fep, webFingerReport } from '../sources.ts';

/** Does the handle that an actor stands for lead back to the actor? */
export const webfingerLoopback = defineRule({
  id: 'webfinger.loopback',
  version: 1,
  title: "WebFinger of the actor's own name leads back to the actor's id",
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [
    webFingerReport('Reverse discovery of a WebFinger address given an actor document'),
    fep('2c59', 'Specification'),
    mastodonCode('app/services/activitypub/process_account_service.rb'),
  ],
  breaks: 'Mastodon rejects the actor with "does not loop back", and with it every activity it signs.',
  falsePositives:
    'A handle that was renamed minutes ago may be cached. Instance actors without a handle are not judged.',
  advice: 'Let WebFinger link exactly the URL that the actor has as its "id".',
  needs: ['webfinger', 'actor'],
  check({ webfinger, actor: { data } }) {
    if (!data.document.ok) return cannotTell(`No actor was read: ${data.document.failure.detail}`);
    const { id } = data.document.data;
    if (id === undefined) return cannotTell('The actor has no id to come back to');
    return judgeSettled('WebFinger did not answer', data.loopback ?? webfinger.data.base, {
      check: (jrd) => compare(jrd, id),
      otherwise: ({ detail }) =>
        data.actorFrom === 'instance-actor'
          ? inapplicable('The instance actor has no handle')
          : failed(`WebFinger does not know the actor's own name: ${detail}`),
    });
  },
});

function compare(jrd: JrdFacts, id: string): Verdict {
  const [link] = actorLinks(jrd);
  if (link === id) return passed;
  const sentence = `WebFinger links ${shown(link)}, the actor calls itself ${shown(id)}`;
  return link !== undefined && forgiven(link) === forgiven(id) ? passedBecause(sentence) : failed(sentence);
}
