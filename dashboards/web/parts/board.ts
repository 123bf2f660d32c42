import type { Host } from '../../../model/host.ts';
import { nearestWord } from '../../../model/nearest.ts';
import type { Board } from '../../boards/board.ts';
import { type Markup, markup } from '../markup.ts';
import type { AnsweredPanel, PanelWindow } from '../reading/panels.ts';
import { panelPart } from './panel.ts';
import { contentsPart } from './section.ts';
import { windowPart, windowQuery } from './window.ts';

/** What a board is asked about. Absent members do not narrow. */
export interface BoardChoice {
  readonly server?: string;
  readonly customer?: string;
}

/** What a reader can choose from, in the order in which it is shown. */
export interface BoardOffer {
  readonly servers: readonly Host[];
  readonly customers: readonly string[];
  /** Are all hosted servers among them? */
  readonly isWhole: boolean;
}

/** A board with its answers, row by row. */
export interface AnsweredBoard {
  readonly rows: readonly (readonly AnsweredPanel[])[];
  readonly window: PanelWindow;
  readonly choice: BoardChoice;
  readonly offer: BoardOffer;
  readonly nowMs: number;
  /** Are long tables shown to their end? */
  readonly isWhole: boolean;
}

/** Where a board has its page. */
export function boardPath({ id }: Pick<Board, 'id'>): string {
  return `/boards/${id}`;
}

/** A board: what it is about, and its panels in their rows. */
export function boardPart(board: Board, answered: AnsweredBoard): Markup {
  const { window, choice, offer } = answered;
  const path = boardPath(board);
  const keep = { ...choice };
  const query = new URLSearchParams({ ...keep, ...windowQuery(window), format: 'json' });
  return markup`<div class="head"><h1>Board: ${board.title}</h1><p class="tools"><a href="${path}?${query.toString()}" download="${board.id}.json">JSON</a></p></div>
<p class="lead">${board.question} <a href="/boards">All boards</a></p>
${choiceForm(path, { choice, offer, window })}
${windowPart({ window, path, keep })}
${strangers(path, choice, offer) ?? rowsPart(answered, path)}`;
}

function rowsPart({ rows, window, choice, nowMs, isWhole }: AnsweredBoard, path: string): Markup {
  if (rows.length === 0)
    return markup`<p class="notice">No panel of this board is about one customer: they tell of the whole monitor.</p>`;
  const whole = `${path}?${new URLSearchParams({ ...choice, ...windowQuery(window), rows: 'all' })}`;
  const context = { nowMs, window, ...(!isWhole && { whole }) };
  return markup`${contentsPart(rows.flat().map(({ panel }) => panel))}<h2 class="unseen">Panels</h2>${rows.map(
    (row) =>
      markup`<div class="row">${row.map(({ panel, rows: found }) => panelPart(panel, found, context))}</div>`,
  )}`;
}

/** A name that nobody has: it would empty every panel, and no longer window fills them. */
function strangers(
  path: string,
  { server, customer }: BoardChoice,
  { servers, customers, isWhole }: BoardOffer,
): Markup | undefined {
  if (!isWhole) return undefined;
  const unknown = [
    ...(server === undefined || servers.some((host) => host === server) ? [] : [server]),
    ...(customer === undefined || customers.includes(customer) ? [] : [customer]),
  ];
  if (unknown.length === 0) return undefined;
  const meant = unknown.flatMap((name) => nearestWord(name, [...servers, ...customers]) ?? []);
  return markup`<p class="notice">No hosted server and no customer is called ${unknown.map((name, index) => markup`${index > 0 && ' or '}<bdi>${name}</bdi>`)}, so there is nothing to show. ${meant.length > 0 && markup`Did you mean ${meant.map((name, index) => markup`${index > 0 && ' or '}<a href="${path}?${wayTo(name, customers)}"><bdi>${name}</bdi></a>`)}? `}Look for a typing error, or choose above.</p>`;
}

function wayTo(name: string, customers: readonly string[]): string {
  return new URLSearchParams({ [customers.includes(name) ? 'customer' : 'server']: name }).toString();
}

/** Narrows a board, where there is more than one to choose. */
function choiceForm(
  path: string,
  { choice, offer, window }: Pick<AnsweredBoard, 'choice' | 'offer' | 'window'>,
): Markup | undefined {
  const lists = [
    choiceList({ name: 'server', label: 'Server', values: offer.servers, chosen: choice.server }),
    choiceList({ name: 'customer', label: 'Customer', values: offer.customers, chosen: choice.customer }),
  ].filter((one) => one !== undefined);
  if (lists.length === 0) return undefined;
  const kept = Object.entries(windowQuery(window));
  return markup`<form class="choice" method="get" action="${path}">${kept.map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`)}${lists}<button class="quiet">Show</button></form>`;
}

interface ChoiceList {
  readonly name: string;
  readonly label: string;
  readonly values: readonly string[];
  readonly chosen: string | undefined;
}

function choiceList({ name, label, values, chosen = '' }: ChoiceList): Markup | undefined {
  if (values.length < 2 && chosen === '') return undefined;
  const option = (value: string, says: string) =>
    markup`<option value="${value}"${value === chosen && markup` selected`}>${says}</option>`;
  return markup`<label>${label} <select name="${name}">${option('', 'All')}${values.map((value) => option(value, shortened(value)))}</select></label>`;
}

const longestOption = 60;

/** A list is as wide as its widest entry. */
function shortened(text: string): string {
  return text.length > longestOption ? `${text.slice(0, longestOption)}…` : text;
}
