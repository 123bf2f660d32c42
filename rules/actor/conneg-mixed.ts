import type { AcceptProfile } from '../../crawler/probes/actor.ts';
import { goToSocialCode, mastodonCode, misskeyCode } from '../code.ts';
import { answerTo } from '../facts/actor.ts';
import { negotiates } from '../facts/negotiation.ts';
import { defineRule, failed, passed } from '../rule.ts';

const mixed = [
  'mastodon',
  'mastodon-search',
  'misskey',
  'gotosocial',
] as const satisfies readonly AcceptProfile[];

/** Does the actor answer the Accept headers that peers really send? */
export const actorConnegMixed = defineRule({
  id: 'actor.conneg-mixed',
  version: 1,
  title: 'The actor gives the same document to the Accept headers of Mastodon, Misskey and GoToSocial',
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [
    mastodonCode('app/helpers/json_ld_helper.rb'),
    misskeyCode('core/activitypub/ApRequestService.ts'),
    goToSocialCode('internal/transport/dereference.go'),
  ],
  breaks:
    'Peers name several media types at once. A router that compares the header as one string sends them HTML.',
  falsePositives:
    'A page about maintenance that comes with status 200 looks like a page for browsers. Refusals, missing signatures and errors of the server never count.',
  advice:
    'Parse the Accept header as a list with parameters and weights; any ActivityPub type in it asks for JSON.',
  needs: ['actor'],
  check({ actor: { data } }) {
    const verdicts = mixed.map((profile) => ({ profile, verdict: negotiates(data, profile) }));
    const refused = verdicts.find(({ verdict }) => verdict.outcome === 'failed');
    if (refused !== undefined) return failed(`Asked as ${refused.profile} does: ${refused.verdict.because}`);
    const answers = mixed.map((profile) => answerTo(data, profile));
    const ids = new Set(answers.flatMap((answer) => (answer.judged ? [answer.representation.id] : [])));
    if (ids.size > 1) return failed(`Different Accept headers got ${ids.size} different actors`);
    return verdicts.find(({ verdict }) => verdict.outcome === 'cannot-tell')?.verdict ?? passed;
  },
});
