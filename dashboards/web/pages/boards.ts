import type { Context, Hono } from 'hono';
import type { Board } from '../../boards/board.ts';
import { boards } from '../../boards/index.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { boardPart, boardPath } from '../parts/board.ts';
import { showData } from '../parts/data.ts';
import { wantsWhole } from '../parts/downloads.ts';
import { show } from '../parts/shell.ts';
import { audienceNames } from '../parts/words.ts';
import { boardChoice, readBoard, readOffer } from '../reading/board.ts';
import { type AnsweredPanel, windowOf } from '../reading/panels.ts';
import { refuseName } from './mistake.ts';
import { wantsJson } from './trouble.ts';

/** The boards that Grafana gets, on our own pages: the same questions to the same store. */
export function serveBoards(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/boards', async (context) =>
    wantsJson(context)
      ? context.json(boards.map(({ id, title, question, audience }) => ({ id, title, question, audience })))
      : show(context, deps, { title: 'Boards', main: list() }),
  );
  app.get('/boards/:id', async (context) => {
    const asked = context.req.param('id');
    const board = boards.find(({ id }) => id === asked);
    if (board !== undefined) return one(board, context, deps);
    const known = boards.map(({ id }) => id);
    return refuseName(context, deps, { what: 'board', asked, known, list: '/boards' });
  });
}

async function one(board: Board, context: Context<WebEnv>, deps: WebDeps): Promise<Response> {
  const nowMs = deps.clock.now();
  const window = windowOf(context.req.query(), nowMs);
  const choice = boardChoice(context.req.query());
  const [rows, offer, newest] = await Promise.all([
    readBoard(board, deps, { ...window, ...choice }),
    readOffer(deps),
    deps.store.newestObservation(),
  ]);
  if (wantsJson(context))
    return showData(context, deps, { board: board.id, window, choice, panels: panelsOf(rows) });
  const isWhole = wantsWhole(context);
  const main = boardPart(board, { rows, window, choice, offer, nowMs, isWhole });
  return show(context, deps, { title: `Board: ${board.title}`, main, observedAt: newest ?? 'none' });
}

function panelsOf(rows: readonly (readonly AnsweredPanel[])[]) {
  return rows.flat().map(({ panel: { id, title, question, kind, unit }, rows: found }) => ({
    ...{ id, title, question, kind, unit },
    rows: found,
  }));
}

function list(): Markup {
  return markup`<div class="head"><h1>Boards</h1><p class="tools"><a href="/boards?format=json" download="boards.json">JSON</a></p></div>
<p class="lead">What one person needs together, over time. <code>fediscope dashboards build</code> writes the same boards for Grafana.</p>
<ul class="tiles wide-tiles">${boards.map(
    (board) =>
      markup`<li class="tile"><h2><a href="${boardPath(board)}">${board.title}</a></h2><p>${board.question}</p><p class="muted">For: ${audienceNames[board.audience]}</p></li>`,
  )}</ul>`;
}
