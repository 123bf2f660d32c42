import type { CrosstalkData } from '../../crawler/probes/crosstalk.ts';
import { cannotTell, defineRule, failed, inapplicable, passed } from '../rule.ts';
import { rfc } from '../sources.ts';

/** Does everyone get the representation that was asked for, whoever asked before? */
export const actorCacheCrosstalk = defineRule({
  id: 'actor.cache-crosstalk',
  version: 1,
  title: 'A peer gets the actor also right after a browser got the page',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [
    rfc(9111, '4.1'),
    rfc(9110, '12.5.5'),
    {
      title: 'wordpress-activitypub issue 783',
      url: 'https://github.com/Automattic/wordpress-activitypub/issues/783',
    },
    { title: 'Misskey issue 17435', url: 'https://github.com/misskey-dev/misskey/issues/17435' },
  ],
  breaks: 'Peers get the page and drop the account, or people get JSON, depending on who came first.',
  falsePositives:
    'A page for everyone that appears between two of our requests, such as one about maintenance, looks the same.',
  advice:
    'Make the cache keep the two apart by Accept, or take the URLs of actors out of it; a Vary header alone does not help where the cache ignores it.',
  needs: ['crosstalk'],
  check({ crosstalk: { data } }) {
    const seen = data.answers.flatMap((answer) =>
      answer.ok && isGiven(answer.data) ? [{ wanted: answer.wanted, got: gotOf(answer.data) }] : [],
    );
    const [before, after] = seen.filter(({ wanted }) => wanted === 'activity');
    const page = seen.find(({ wanted }) => wanted === 'page');
    if (before?.got !== 'activity' || after === undefined) return cannotTell('No actor was read twice');
    if (page?.got !== 'page') return inapplicable('The actor has one representation');
    return after.got === 'page' ? failed('A peer got the page that a browser had asked for') : passed;
  },
});

type Seen = Extract<CrosstalkData['answers'][number], { readonly ok: true }>['data'];

function isGiven({ status, kind }: Seen): boolean {
  return status === 200 || kind === 'redirect';
}

function gotOf({ kind }: Seen): 'activity' | 'page' | 'other' {
  if (kind === 'html' || kind === 'redirect') return 'page';
  return kind === 'activity' ? 'activity' : 'other';
}
