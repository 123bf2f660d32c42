import type { KeyFacts } from '../../crawler/probes/actor.ts';
import type { Verdict } from '../../model/finding.ts';
import { goToSocialCode, lemmyCode } from '../code.ts';
import { judgeActor } from '../facts/actor.ts';
import { shown } from '../facts/shown.ts';
import { defineRule, failed, passed, passedBecause } from '../rule.ts';
import { signatureReport } from '../sources.ts';

/** Can peers verify what the actor signs? */
export const actorKeyShape = defineRule({
  id: 'actor.key-shape',
  version: 1,
  title: 'The actor publishes one RSA key of 2,048 bits or more',
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [
    signatureReport("How to obtain a signature's public key"),
    goToSocialCode('internal/federation/authenticate.go'),
    lemmyCode('src/http_signatures.rs'),
  ],
  breaks: 'Peers cannot verify any signature of the actor, so nothing it sends is accepted.',
  falsePositives:
    'A server that only newer peers have to understand may sign with Ed25519. Most peers verify RSA alone.',
  advice:
    'Publish "publicKey" with id, owner and publicKeyPem, an RSA key of 2,048 bits in SPKI form (BEGIN PUBLIC KEY).',
  needs: ['actor'],
  check: ({ actor }) => judgeActor(actor.data, ({ key }) => judge(key)),
});

function judge({ shape, id, encoding, algorithm, bits = 0 }: KeyFacts): Verdict {
  if (shape === 'missing') return failed('The actor has no publicKey');
  if (encoding === undefined || encoding === 'unparsable') return failed('publicKeyPem is no key');
  if (algorithm !== 'rsa') return failed(`The key is ${shown(algorithm)}; peers verify RSA`);
  if (bits <= 1024) return failed(`The key has ${bits} bits`);
  if (id === undefined) return failed('The key has no id');
  if (shape === 'array') return passedBecause('publicKey is a list');
  if (encoding === 'pkcs1') return passedBecause('The key is in PKCS#1 form, which Lemmy cannot read');
  return bits < 2048 ? passedBecause(`The key has ${bits} bits`) : passed;
}
