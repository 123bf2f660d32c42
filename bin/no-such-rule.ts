import { nearestWord } from '../model/nearest.ts';
import { shortened } from './options.ts';
import { Refusal } from './refusal.ts';

/** Somebody named a rule that does not exist. `known`: the ids there are, one of which may have been meant. */
export function noSuchRule(id: string, known: readonly string[]): Refusal {
  const meant = nearestWord(id, known);
  return new Refusal(
    `there is no rule ${shortened(id)}`,
    meant === undefined ? 'fediscope rules list names them all' : `did you mean ${meant}?`,
  );
}
