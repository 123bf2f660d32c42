import type { ActorData, Representation } from '../../crawler/probes/actor.ts';
import { mastodonCode } from '../code.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, inapplicable, passed, passedBecause } from '../rule.ts';
import { issue, rfc, signatureReport } from '../sources.ts';

/** Do caches know that the actor's URL has two representations? */
export const actorVary = defineRule({
  id: 'actor.vary',
  version: 1,
  title: 'An actor that is a web page too says Vary: Accept where caches may keep it',
  audience: 'sre',
  requirement: 'should',
  impact: 'breaks',
  sources: [
    rfc(9110, '12.5.5'),
    rfc(9111, '4.1'),
    signatureReport('Compatibility with HTTP caching'),
    mastodonCode('app/controllers/accounts_controller.rb'),
    issue('LemmyNet/lemmy', 5632),
  ],
  breaks: 'A cache gives the web page to peers or the JSON to people, for as long as it keeps the answer.',
  falsePositives:
    'A cache that was set up to tell answers apart by itself is safe without the header, and cannot be told from one that is not.',
  advice: 'Send Vary: Accept (and Signature, where fetches must be signed) with both representations.',
  needs: ['actor'],
  check({ actor: { data } }) {
    const answers = answered(data);
    const documents = answers.filter(
      ({ profile, kind }) => profile !== 'browser' && (kind === 'activity' || kind === 'json'),
    );
    const isPageToo = answers.some(
      ({ profile, kind }) => profile === 'browser' && (kind === 'html' || kind === 'redirect'),
    );
    if (documents.length === 0) return cannotTell('No actor was read');
    if (!isPageToo) return inapplicable('The actor has one representation');
    const bare = documents.filter(({ vary }) => !/(^|,)\s*(accept|\*)\s*(,|$)/i.test(vary ?? ''));
    const kept = bare.find((document) => isKept(document));
    if (kept !== undefined)
      return failed(`Cache-Control is ${shown(kept.cacheControl)}, Vary is ${shown(kept.vary)}`);
    if (bare.some(({ cacheControl }) => cacheControl === undefined)) {
      return cannotTell('Neither Vary nor Cache-Control is there, so it depends on the cache');
    }
    return bare.length > 0
      ? passedBecause('Vary: Accept is missing, but caches are told not to keep the answer')
      : passed;
  },
});

function answered({ representations }: ActorData): readonly (Representation & { profile: string })[] {
  return representations.flatMap((answer) =>
    answer.ok && (answer.data.status === 200 || answer.data.kind === 'redirect')
      ? [{ ...answer.data, profile: answer.profile }]
      : [],
  );
}

/** May a shared cache answer from it without asking? Source: RFC 9111 §5.2.2. */
function isKept({ cacheControl = '' }: Representation): boolean {
  if (/no-store|private|no-cache/i.test(cacheControl)) return false;
  const age = /s-maxage=(\d+)/i.exec(cacheControl)?.[1] ?? /max-age=(\d+)/i.exec(cacheControl)?.[1];
  return age === undefined ? /public/i.test(cacheControl) : Number(age) > 0;
}
