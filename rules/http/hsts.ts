import type { Verdict } from '../../model/finding.ts';
import { answersOf } from '../facts/exchanges.ts';
import { shown } from '../facts/shown.ts';
import { isHttps } from '../facts/url.ts';
import { cannotTell, defineRule, failed, inapplicable, passed, passedBecause } from '../rule.ts';
import { rfc } from '../sources.ts';

const yearSeconds = 31_536_000;

/** Is the HSTS policy, where there is one, a policy that browsers keep? */
export const httpHsts = defineRule({
  id: 'http.hsts',
  version: 1,
  title: 'Where Strict-Transport-Security is sent, browsers can read it',
  audience: 'sre',
  requirement: 'must',
  impact: 'cosmetic',
  sources: [rfc(6797, '6.1'), rfc(6797, '6.1.1'), rfc(6797, '8.1')],
  breaks:
    'Browsers ignore the header, so people can still be led to the site without TLS. Peers do not mind.',
  falsePositives: 'None is known. The header is optional, and its absence never counts.',
  advice: 'Send Strict-Transport-Security: max-age=31536000, with max-age once and in whole seconds.',
  needs: [],
  settles: ['host-meta', 'webfinger', 'nodeinfo', 'actor'],
  quorum: 'any',
  check(seen) {
    const answers = answersOf(seen['host-meta'], seen.webfinger, seen.nodeinfo, seen.actor);
    const secure = answers.filter(({ url, status }) => isHttps(url) && status < 500);
    if (secure.length === 0) return cannotTell('No answer came over https');
    const policies = secure.flatMap((answer) => answer.responseHeaders['strict-transport-security'] ?? []);
    if (policies.length === 0) return inapplicable('There is no HSTS policy, which is optional');
    const verdicts = policies.map(judge);
    const worst = verdicts.find(({ outcome }) => outcome === 'failed');
    return worst ?? verdicts.find(({ because }) => because !== undefined) ?? passed;
  },
});

/** Of several header fields, which are joined with commas, the first counts. */
function judge(policy: string): Verdict {
  const [first = ''] = policy.split(',');
  const ages = first.split(';').flatMap((directive) => /^\s*max-age\s*=(.*)$/i.exec(directive)?.[1] ?? []);
  const seconds = /^\s*"?(\d+)"?\s*$/.exec(ages[0] ?? '')?.[1];
  if (ages.length !== 1 || seconds === undefined)
    return failed(`Strict-Transport-Security is ${shown(policy)}`);
  if (Number(seconds) === 0) return passedBecause('max-age is 0, which takes the policy back');
  return Number(seconds) < yearSeconds ? passedBecause(`max-age is ${seconds} s, less than a year`) : passed;
}
