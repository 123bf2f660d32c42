import type { JrdFacts } from '../../crawler/probes/webfinger.ts';
import type { Verdict } from '../../model/finding.ts';
import { lemmyCode, mastodonCode, misskeyCode } from '../code.ts';
import { actorLinks } from '../facts/jrd.ts';
import { shown } from '../facts/shown.ts';
import { isHttps } from '../facts/url.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { webFingerReport } from '../sources.ts';

/** Does WebFinger lead to the actor, in words every peer understands? */
export const webfingerSelfLink = defineRule({
  id: 'webfinger.self-link',
  version: 1,
  title: 'WebFinger links exactly one actor, as rel "self" with an ActivityPub type and an https URL',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [
    webFingerReport('Establishing a link between the WebFinger resource and the actor document'),
    mastodonCode('app/lib/webfinger.rb'),
    misskeyCode('core/RemoteUserResolveService.ts'),
    lemmyCode('src/fetch/webfinger.rs'),
  ],
  breaks:
    'Peers compare the type letter by letter; without a match they find the handle but no account behind it.',
  falsePositives: 'Software that takes any self link finds the actor all the same.',
  advice: 'Link the actor once, with rel "self" and type "application/activity+json".',
  needs: ['webfinger'],
  check({ webfinger: { data } }) {
    return data.base.ok
      ? judge(data.base.data)
      : cannotTell(`WebFinger gave no JRD: ${data.base.failure.detail}`);
  },
});

function judge(jrd: JrdFacts): Verdict {
  const [actor, ...others] = new Set(actorLinks(jrd));
  const [first] = jrd.selfLinks;
  if (actor === undefined)
    return failed(`No self link has an ActivityPub type; the first one has ${shown(first?.type)}`);
  if (!isHttps(actor)) return failed(`The actor's URL is not https: ${shown(actor)}`);
  if (others.length > 0) return failed(`Self links lead to ${others.length + 1} different actors`);
  if (first?.href !== actor)
    return passedBecause(
      `A self link of type ${shown(first?.type)} comes before the actor's; Misskey takes the first`,
    );
  return passed;
}
