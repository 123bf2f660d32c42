import { judgeSettled } from '../facts/settled.ts';
import { defineRule, failed, inapplicable, passed } from '../rule.ts';
import { fep, signatureReport } from '../sources.ts';

/** Can peers read the key that the server signs its own requests with? */
export const actorInstanceActorPublic = defineRule({
  id: 'actor.instance-actor-public',
  version: 1,
  title: 'The instance actor can be read without a signature and has a key',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [fep('2677', 'Application Actor'), signatureReport('Instance actor')],
  breaks: "Two servers that both want signed requests wait for each other: neither can read the other's key.",
  falsePositives:
    'What we take for the instance actor by the path of its software may be something else on a changed server. Where nothing is there the rule does not apply.',
  advice: 'Serve the instance actor to everyone, also where all other actors want signed requests.',
  needs: ['actor'],
  check({ actor: { data } }) {
    const { instanceActor } = data;
    if (instanceActor === undefined) return inapplicable('No instance actor is known');
    if (!instanceActor.ok && instanceActor.failure.code === 'http-unauthorized') {
      return failed('The instance actor wants signed requests (401)');
    }
    return judgeSettled('The instance actor did not answer', instanceActor, {
      check: ({ key }) => (key.shape === 'missing' ? failed('The instance actor has no publicKey') : passed),
      otherwise: ({ code, detail }) =>
        code === 'http-not-found' || code === 'http-gone'
          ? inapplicable('No instance actor is where this software has it')
          : failed(`The instance actor cannot be read: ${detail}`),
    });
  },
});
