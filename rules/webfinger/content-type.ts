import type { JrdFacts } from '../../crawler/probes/webfinger.ts';
import type { Verdict } from '../../model/finding.ts';
import { goToSocialCode } from '../code.ts';
import { essenceOf } from '../facts/media-type.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { webFingerReport, webFingerRfc } from '../sources.ts';

/** Does WebFinger say what it sends? */
export const webfingerContentType = defineRule({
  id: 'webfinger.content-type',
  version: 1,
  title: 'WebFinger answers as application/jrd+json, or as application/json, which peers take for it',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [
    webFingerRfc('10.2'),
    webFingerReport('Discovery'),
    goToSocialCode('internal/transport/finger.go'),
  ],
  breaks: 'GoToSocial and Pleroma refuse other types, so people there do not find the accounts.',
  falsePositives:
    'Mastodon, Misskey and Lemmy do not look at the type, so much of the network notices nothing.',
  advice: 'Send the header Content-Type: application/jrd+json with WebFinger answers.',
  needs: ['webfinger'],
  check({ webfinger: { data } }) {
    return data.base.ok
      ? judge(data.base.data)
      : cannotTell(`WebFinger gave no JRD: ${data.base.failure.detail}`);
  },
});

function judge({ contentType }: JrdFacts): Verdict {
  const essence = essenceOf(contentType);
  if (essence === 'application/jrd+json') return passed;
  const sentence = `WebFinger names ${shown(contentType)} as its type`;
  return essence === 'application/json' ? passedBecause(sentence) : failed(sentence);
}
