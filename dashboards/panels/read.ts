import { columnInstant } from '../../store/engine.ts';
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
  const values = valuesOf(asked);
  const parameters = Object.fromEntries(panel.parameters.map((name) => [name, values[name]]));
  return store.select<PanelRow>({ sql: panel.sql, parameters });
}

function valuesOf({
  from,
  to,
  server = '',
  customer = '',
}: PanelQuestion): Readonly<Record<PanelParameter, string>> {
  return { from: columnInstant(from), to: columnInstant(to), server, customer };
}
