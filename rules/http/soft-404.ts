import type { Soft404Data } from '../../crawler/probes/soft-404.ts';
import { mastodonCode } from '../code.ts';
import { leavesOpen } from '../facts/settled.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { rfcUnread } from '../sources.ts';

/** Does the server say "not found" of what is not there? */
export const httpSoft404 = defineRule({
  id: 'http.soft-404',
  version: 1,
  title: 'What does not exist is answered with 404 or 410',
  audience: 'sre',
  requirement: 'should',
  impact: 'degrades',
  sources: [rfcUnread(9110, '15.5.5'), rfcUnread(8615, '3'), mastodonCode('app/lib/webfinger.rb')],
  breaks:
    'Missing endpoints look as if they were there: Mastodon asks host-meta only after a 404, and others parse a page.',
  falsePositives: 'A page about maintenance for every path, with status 200, looks the same while it is up.',
  advice:
    'Let the catch-all route of the web application answer 404, and pass unknown paths under /.well-known/ to none.',
  needs: ['soft-404'],
  check({ 'soft-404': { data } }) {
    const there = data.answers.find(
      (answer) => answer.ok && answer.data.status >= 200 && answer.data.status <= 299,
    );
    if (there?.ok)
      return failed(
        `${names[there.place]} that does not exist is answered with ${there.data.status} and ${there.data.kind}`,
      );
    const said = data.answers.flatMap((answer) => (answer.ok ? [answer.data.status] : []));
    if (said.some((status) => status === 404 || status === 410)) {
      const other = said.find((status) => status !== 404 && status !== 410);
      return other === undefined ? passed : passedBecause(`One of two was answered with ${other}`);
    }
    return cannotTell(reason(data));
  },
});

const names = { 'well-known': 'A well-known document', user: 'An account' } as const;

function reason({ answers }: Soft404Data): string {
  const told = answers.map((answer) => {
    if (answer.ok) return `the answer was ${answer.data.status}`;
    return leavesOpen(answer.failure) ? answer.failure.detail : `no plain answer: ${answer.failure.detail}`;
  });
  return `Nothing was said of what does not exist: ${[...new Set(told)].join(', ')}`;
}
