import { alertsFiring } from '../panels/alerts-firing.ts';
import { coverage } from '../panels/coverage.ts';
import { crawlRate } from '../panels/crawl-rate.ts';
import { dataAge } from '../panels/data-age.ts';
import { listStates } from '../panels/list-states.ts';
import { storeSize } from '../panels/store-size.ts';
import { visitsMissed } from '../panels/visits-missed.ts';
import type { Board } from './board.ts';

/** How much did we see, and how fresh is it? */
export const ourselvesBoard: Board = {
  id: 'ourselves',
  title: 'Ourselves',
  question: 'How much did we see, and how fresh is it?',
  audience: 'sre',
  rows: [
    [dataAge, coverage, alertsFiring],
    [crawlRate, visitsMissed],
    [storeSize, listStates],
  ],
};
