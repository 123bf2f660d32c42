import { listStates } from '../panels/list-states.ts';
import { publishingCoverage } from '../panels/publishing-coverage.ts';
import { rejectionGraph } from '../panels/rejection-graph.ts';
import { rejections } from '../panels/rejections.ts';
import { rejectionsOverTime } from '../panels/rejections-over-time.ts';
import { whoRejectsUs } from '../panels/who-rejects-us.ts';
import type { Board } from './board.ts';

/** Who dropped whom, who stopped, and how sure are we? */
export const defederationBoard: Board = {
  id: 'defederation',
  title: 'Defederation',
  question: 'Who dropped whom, who stopped, and how sure are we?',
  audience: 'trust-safety',
  rows: [
    [rejections, publishingCoverage, listStates],
    [rejectionsOverTime],
    [rejectionGraph],
    [whoRejectsUs],
  ],
};
