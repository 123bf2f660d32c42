import type { KeyFacts } from '../../crawler/probes/actor.ts';
import type { KeyData } from '../../crawler/probes/key.ts';
import type { Verdict } from '../../model/finding.ts';
import { lemmyCode } from '../code.ts';
import { openVerdict } from '../facts/settled.ts';
import { defineRule, failed, passed, passedBecause } from '../rule.ts';
import { signatureReport, unread } from '../sources.ts';

/** Does the id of the key lead to the key? */
export const actorKeyIdFetch = defineRule({
  id: 'actor.key-id-fetch',
  version: 1,
  title: "The id of the actor's key leads to that key, without a signature",
  audience: 'sre',
  requirement: 'should',
  impact: 'breaks',
  sources: [unread(signatureReport('Obtaining a public key')), lemmyCode('src/http_signatures.rs')],
  breaks:
    'Peers that have not seen the actor before cannot verify its signatures, so its posts and follows are refused.',
  falsePositives:
    'A key of which the actor itself holds a copy is enough for most peers. A 403 or an error of the server is left open, as it may be for us alone.',
  advice:
    'Serve the key, or the actor with its key, at the id of publicKey without its fragment, to everyone.',
  needs: ['key'],
  appliesTo: ({ key: { data } }) => data.listed.shape !== 'missing',
  check({ key: { data } }) {
    const { url, fetched, listed } = data;
    if (url === undefined) return failed('The key has no id that is a URL');
    if (fetched === undefined) return passed;
    if (fetched.ok) return judgeKey(fetched.data, listed);
    const { code, detail } = fetched.failure;
    if (code === 'http-unauthorized') return failed('The key is given to signed requests only');
    return openVerdict('The key was not read', fetched.failure) ?? failed(`At the id of the key, ${detail}`);
  },
});

function judgeKey(found: KeyFacts, listed: KeyData['listed']): Verdict {
  if (found.shape === 'missing') return failed('At the id of the key there is no key');
  if (found.fingerprint !== listed.fingerprint) return failed('At the id of the key there is another key');
  return passedBecause('The key has a document of its own, which Lemmy does not ask for');
}
