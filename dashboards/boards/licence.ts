import { licenceServers } from '../panels/licence-servers.ts';
import { licenceVerdicts } from '../panels/licence-verdicts.ts';
import type { Board } from './board.ts';

/** Which servers need a look at their source offer? */
export const licenceBoard: Board = {
  id: 'licence',
  title: 'Licence',
  question: 'Which servers need a look at their source offer?',
  audience: 'legal',
  rows: [[licenceVerdicts], [licenceServers]],
};
