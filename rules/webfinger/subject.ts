import { goToSocialCode, mastodonCode } from '../code.ts';
import { sameAccount } from '../facts/jrd.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { webFingerRfc } from '../sources.ts';

/** Does WebFinger name the account it speaks of? */
export const webfingerSubject = defineRule({
  id: 'webfinger.subject',
  version: 1,
  title: 'WebFinger names an account as its subject',
  audience: 'sre',
  requirement: 'should',
  impact: 'breaks',
  sources: [
    webFingerRfc('4.4.1'),
    mastodonCode('app/lib/webfinger.rb'),
    goToSocialCode('internal/federation/dereferencing/finger.go'),
  ],
  breaks: 'Mastodon and GoToSocial refuse an answer without a subject, so accounts are not found there.',
  falsePositives:
    'Software that does not read the subject notices nothing. Another account as subject is noted, and does not count as failed.',
  advice: 'Send "subject": "acct:user@domain" in the JRD, with the domain that handles are written with.',
  needs: ['webfinger'],
  check({ webfinger: { data } }) {
    if (!data.base.ok) return cannotTell(`WebFinger gave no JRD: ${data.base.failure.detail}`);
    const { subject, resource } = data.base.data;
    if (subject === undefined) return failed('The JRD has no subject');
    if (sameAccount(subject, resource)) return passed;
    const sentence = `The subject is ${shown(subject)}`;
    return /^acct:[^@\s]+@[^@\s]+$/i.test(subject) ? passedBecause(sentence) : failed(sentence);
  },
});
