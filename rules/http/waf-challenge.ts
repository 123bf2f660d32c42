import { answersOf, failuresOf, pathOf } from '../facts/exchanges.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { issue } from '../sources.ts';

/** Do bots get through to what peers need? */
export const httpWafChallenge = defineRule({
  id: 'http.waf-challenge',
  version: 1,
  title: 'No bot challenge stands in front of what peers fetch',
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [
    {
      title: 'Cloudflare: Detect a Challenge Page response',
      url: 'https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/',
      verified: '2026-11-22',
    },
    issue('snarfed/bridgy-fed', 399),
  ],
  breaks:
    'Peers are programs and cannot solve a challenge. Their deliveries are dropped for good when the answer is a 403.',
  falsePositives:
    'A challenge may be for the address of our monitor alone, and peers get through. Look at the events of the firewall.',
  advice:
    'Exempt /.well-known/*, NodeInfo, actors, objects and inboxes from bot protection, for every client.',
  needs: [],
  settles: ['host-meta', 'webfinger', 'nodeinfo', 'actor'],
  quorum: 'any',
  check(seen) {
    const results = [seen['host-meta'], seen.webfinger, seen.nodeinfo, seen.actor] as const;
    const answers = answersOf(...results);
    const challenged = answers.find(({ responseHeaders }) => responseHeaders['cf-mitigated'] === 'challenge');
    if (challenged !== undefined)
      return failed(`A bot challenge answered ${shown(pathOf(challenged))} with ${challenged.status}`);
    const failure = failuresOf(...results).find(({ code }) => code === 'http-challenged');
    if (failure !== undefined) return failed(`A request was stopped: ${failure.detail}`);
    return answers.length > 0 ? passed : cannotTell('No answer came');
  },
});
