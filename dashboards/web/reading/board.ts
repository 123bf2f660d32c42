import type { Board } from '../../boards/board.ts';
import type { Panel } from '../../panels/panel.ts';
import type { PanelQuestion } from '../../panels/read.ts';
import type { WebDeps } from '../deps.ts';
import type { BoardChoice, BoardOffer } from '../parts/board.ts';
import { type AnsweredPanel, readPanels } from './panels.ts';

/** More servers than these are not offered; the address bar takes any. */
const serversOffered = 1_000;

/** What the address bar asks of a board. */
export function boardChoice({ server, customer }: Readonly<Record<string, string>>): BoardChoice {
  return { ...(server && { server }), ...(customer && { customer }) };
}

/** The panels of a board with their answers, row by row. A customer gets those that can be asked about one customer. */
export async function readBoard(
  { rows }: Board,
  { store, part }: Pick<WebDeps, 'store' | 'part'>,
  asked: PanelQuestion,
): Promise<readonly (readonly AnsweredPanel[])[]> {
  const isShown = ({ parameters }: Panel) => part === undefined || parameters.includes('customer');
  const shown = rows.map((row) => row.filter(isShown)).filter((row) => row.length > 0);
  return Promise.all(shown.map((row) => readPanels(store, row, asked)));
}

/** What a reader can narrow boards to. */
export async function readOffer({ store }: Pick<WebDeps, 'store'>): Promise<BoardOffer> {
  const hosted = await store.serversOf({ role: 'hosted' }, { limit: serversOffered, offset: 0 });
  const customers = [...new Set(hosted.flatMap(({ customer }) => customer ?? []))];
  return {
    servers: hosted.map(({ host }) => host),
    customers: customers.toSorted(),
    isWhole: hosted.length < serversOffered,
  };
}
