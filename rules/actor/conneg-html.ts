import type { ActorData } from '../../crawler/probes/actor.ts';
import type { Verdict } from '../../model/finding.ts';
import { answerTo, judgeActor } from '../facts/actor.ts';
import { defineRule, failed, inapplicable, passed, passedBecause } from '../rule.ts';
import { retrievingObjects } from '../sources.ts';

/** Do people see a page where peers see the actor? */
export const actorConnegHtml = defineRule({
  id: 'actor.conneg-html',
  version: 1,
  title: 'A browser gets a page at the URL that the actor calls its page',
  audience: 'sre',
  requirement: 'convention',
  impact: 'cosmetic',
  sources: [retrievingObjects],
  breaks: 'People who follow a link to the profile see raw JSON. Federation goes on.',
  falsePositives:
    'A server without a page for people at that address may mean it so. Then its software should name another address as the page.',
  advice: 'Answer Accept: text/html with the page; if the software does, look at the cache in front of it.',
  needs: ['actor'],
  appliesTo: ({ actor: { data } }) => data.actorFrom === 'account',
  check({ actor: { data } }) {
    const answer = answerTo(data, 'browser');
    if (!answer.judged) return answer.verdict;
    const { kind } = answer.representation;
    if (kind === 'html' || kind === 'redirect') return passed;
    return kind === 'other' ? inapplicable('There is no page for browsers') : judgeJson(data);
  },
});

/** JSON is a fault only where the actor says that its page is here. */
function judgeJson(data: ActorData): Verdict {
  return judgeActor(data, ({ url, id, requested }) => {
    if (url === undefined) return inapplicable('The actor names no page');
    return url === id || url === requested
      ? failed('A browser gets JSON at the URL that the actor calls its page')
      : passedBecause('A browser gets JSON here; the page has a URL of its own');
  });
}
