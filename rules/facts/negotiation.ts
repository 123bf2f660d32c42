import type { AcceptProfile, ActorData } from '../../crawler/probes/actor.ts';
import type { Verdict } from '../../model/finding.ts';
import { failed, passed } from '../rule.ts';
import { answerTo, wrongRepresentation } from './actor.ts';

/** Whether the actor answers one `Accept` header with itself as JSON. */
export function negotiates(actor: ActorData, profile: AcceptProfile): Verdict {
  const answer = answerTo(actor, profile);
  if (!answer.judged) return answer.verdict;
  const wrong = wrongRepresentation(answer.representation);
  return wrong === undefined ? passed : failed(`The answer was ${wrong}`);
}
