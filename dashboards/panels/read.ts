import { columnInstant } from '../../store/engine/engine.ts';
import type { Store } from '../../store/store.ts';
import type { Panel, PanelParameter } from './panel.ts';

/** What a panel is asked about. Instants are RFC 3339; absent `server`: all hosted servers, absent `customer`: all customers. */
export interface PanelQuestion {
  readonly from: string;
  readonly to: string;
  readonly server?: string;
  readonly customer?: string;
}

/** One value of an answer. Instants are RFC 3339. */
export type PanelCell = string | number | boolean | null;

/** One row of an answer, its columns in the order of the SELECT. */
export type PanelRow = Readonly<Record<string, PanelCell>>;

/** Rows of a panel, in the order in which they are shown. @throws {Error} when the store does not answer, or an instant is none. */
export function readPanel(
  store: Pick<Store, 'select'>,
  panel: Panel,
  asked: PanelQuestion,
): Promise<readonly PanelRow[]> {
  return store.select<PanelRow>({ sql: panel.sql, parameters: panelValues(panel, asked) });
}

/** What the parameters of a panel's SQL stand for. @throws {RangeError} when an instant is none. */
export function panelValues(
  { parameters }: Pick<Panel, 'parameters'>,
  asked: PanelQuestion,
): Readonly<Record<string, string>> {
  const values = valuesOf(asked);
  return Object.fromEntries(parameters.map((name) => [name, values[name]]));
}

function valuesOf({
  from,
  to,
  server = '',
  customer = '',
}: PanelQuestion): Readonly<Record<PanelParameter, string>> {
  return { from: columnInstant(from), to: columnInstant(to), server, customer };
}
