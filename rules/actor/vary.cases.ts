import type { Representation } from '../../crawler/probes/actor.ts';
import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anActor, answers, answersToPeers, aRepresentation, aSecureActor } from '../given/documents.ts';

const sent = (change: Partial<Representation>) => [
  observed('actor', anActor({ representations: answersToPeers(change) })),
];
const without = (...names: readonly (keyof Representation)[]) => {
  // as: a header that is not there
  const representation = Object.fromEntries(
    Object.entries(aRepresentation()).filter(([name]) => !names.some((dropped) => dropped === name)),
  ) as unknown as Representation;
  const representations = answers().map((answer) =>
    answer.profile === 'browser'
      ? answer
      : { profile: answer.profile, ok: true as const, data: representation },
  );
  return [observed('actor', anActor({ representations }))];
};

export const cases: readonly RuleCase[] = [
  { name: 'Vary names Accept', given: sent({ vary: 'Accept-Language, accept' }), outcome: 'passed' },
  { name: 'Vary is a star', given: sent({ vary: '*' }), outcome: 'passed' },
  {
    name: 'Vary names Accept-Encoding only',
    given: sent({ vary: 'Accept-Encoding' }),
    outcome: 'failed',
    says: 'Accept-Encoding',
  },
  { name: 'no Vary, kept for three minutes', given: without('vary'), outcome: 'failed', says: 'max-age=180' },
  {
    name: 'no Vary, kept by shared caches',
    given: sent({ vary: 'Cookie', cacheControl: 's-maxage=60, max-age=0' }),
    outcome: 'failed',
  },
  {
    name: 'no Vary, public without an age',
    given: sent({ vary: 'Cookie', cacheControl: 'public' }),
    outcome: 'failed',
  },
  {
    name: 'no Vary, not to be stored',
    given: sent({ vary: 'Cookie', cacheControl: 'private, no-store' }),
    outcome: 'passed',
    says: 'missing',
  },
  { name: 'neither header', given: without('vary', 'cacheControl'), outcome: 'cannot-tell' },
  {
    name: 'one representation only',
    given: [
      observed(
        'actor',
        anActor({ representations: answers({ browser: aRepresentation({ vary: 'Cookie' }) }) }),
      ),
    ],
    outcome: 'inapplicable',
  },
  { name: 'signed requests are wanted', given: [observed('actor', aSecureActor)], outcome: 'cannot-tell' },
];
