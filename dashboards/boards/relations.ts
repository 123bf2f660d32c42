import { availabilityTimeline } from '../panels/availability-timeline.ts';
import { failuresByCode } from '../panels/failures-by-code.ts';
import { relationsBroken } from '../panels/relations-broken.ts';
import { whoRejectsUs } from '../panels/who-rejects-us.ts';
import type { Board } from './board.ts';

/** Between which of our servers and peers does nothing pass? */
export const relationsBoard: Board = {
  id: 'relations',
  title: 'Relations',
  question: 'Between which of our servers and peers does nothing pass?',
  audience: 'sre',
  rows: [[relationsBroken, failuresByCode], [availabilityTimeline], [whoRejectsUs]],
};
