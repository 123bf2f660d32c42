import type { WebFingerData } from '../../crawler/probes/webfinger.ts';
import type { Verdict } from '../../model/finding.ts';
import { shown } from '../facts/shown.ts';
import { isHttps } from '../facts/url.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { webFingerReport, webFingerRfc } from '../sources.ts';

/** Does WebFinger stay on https when it is redirected? */
export const webfingerHttpsOnlyRedirect = defineRule({
  id: 'webfinger.https-only-redirect',
  version: 1,
  title: 'WebFinger is redirected to https only',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [webFingerRfc('4.2'), webFingerReport('Discovery')],
  breaks: 'Peers stop at the redirect and find no account: nobody may ask WebFinger without TLS.',
  falsePositives: 'None is known. A client that goes on without TLS breaks the standard itself.',
  advice: 'Redirect to the https URL, and let the proxy pass on the scheme (X-Forwarded-Proto).',
  needs: ['webfinger'],
  check: ({ webfinger: { data } }) => judge(data),
});

function judge({ base, reverse }: WebFingerData): Verdict {
  const answers = [base, reverse].filter((answer) => answer !== undefined);
  if (answers.some((answer) => !answer.ok && answer.failure.code === 'redirect-downgrade'))
    return failed('WebFinger is redirected from https to http');
  const chains = answers.flatMap((answer) => (answer.ok ? [answer.data.urls] : []));
  const plain = chains.flat().find((url) => !isHttps(url));
  if (plain !== undefined) return failed(`WebFinger leads to ${shown(new URL(plain).origin)}`);
  return chains.length === 0 ? cannotTell('No WebFinger question came to its end') : passed;
}
