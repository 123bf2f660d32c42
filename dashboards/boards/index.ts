import type { Panel } from '../panels/panel.ts';
import type { Board } from './board.ts';
import { defederationBoard } from './defederation.ts';
import { licenceBoard } from './licence.ts';
import { nowBoard } from './now.ts';
import { ourselvesBoard } from './ourselves.ts';
import { relationsBoard } from './relations.ts';
import { serverBoard } from './server.ts';

/** Every board, in the order of the menu. */
export const boards: readonly Board[] = [
  nowBoard,
  serverBoard,
  relationsBoard,
  defederationBoard,
  licenceBoard,
  ourselvesBoard,
];

/** Every panel that stands on a board, once, by id. */
export const panels: readonly Panel[] = [...new Set(boards.flatMap(({ rows }) => rows.flat()))].toSorted(
  (a, b) => (a.id < b.id ? -1 : 1),
);
