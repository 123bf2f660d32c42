import {
  type Dashboard,
  DashboardBuilder,
  QueryVariableBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Board } from '../boards/board.ts';
import type { PanelKind, PanelParameter } from '../panels/panel.ts';
import { grafanaPanel, type Place } from './panel.ts';
import { dataSource } from './query.ts';

/** A board is so many columns wide in Grafana. */
const columns = 24;

/** Rows of Grafana's grid that a panel takes. */
const heights: Readonly<Record<PanelKind, number>> = {
  number: 5,
  series: 9,
  bars: 9,
  table: 10,
  timeline: 9,
  graph: 14,
};

/** A board as Grafana reads it. Its times are UTC, as ours are. */
export function grafanaBoard(board: Board): Dashboard {
  const places = placesOf(board);
  const builder = new DashboardBuilder(`Fediscope: ${board.title}`)
    .uid(`fediscope-${board.id}`)
    .description(board.question)
    .tags(['fediscope', board.audience])
    .timezone('utc')
    .readonly()
    .refresh('1m')
    .time({ from: 'now-24h', to: 'now' });
  for (const variable of variablesOf(board)) builder.withVariable(variable);
  board.rows.flat().forEach((panel, index) => {
    const place = places[index];
    if (place !== undefined) builder.withPanel(grafanaPanel(panel, place));
  });
  return builder.build();
}

/** Panels of a row share its width, and take its greatest height. */
function placesOf({ rows }: Board): readonly Place[] {
  const places: Place[] = [];
  let y = 0;
  for (const row of rows) {
    const w = Math.floor(columns / row.length);
    const h = Math.max(...row.map(({ kind }) => heights[kind]));
    for (const index of row.keys()) places.push({ id: places.length + 1, at: { x: index * w, y, w, h } });
    y += h;
  }
  return places;
}

interface Variable {
  readonly name: PanelParameter;
  readonly label: string;
  readonly sql: string;
}

const hostedNow = "FROM hosted_servers FINAL WHERE role = 'hosted' AND left_at IS NULL";
const variables: readonly Variable[] = [
  {
    name: 'customer',
    label: 'Customer',
    sql: `SELECT DISTINCT assumeNotNull(customer) AS customer ${hostedNow} AND customer IS NOT NULL ORDER BY customer`,
  },
  { name: 'server', label: 'Server', sql: `SELECT host ${hostedNow} ORDER BY host` },
];

/** Those that a question of the board has. All of them is the empty text, which every question takes for everyone. */
function variablesOf({ rows }: Board): readonly QueryVariableBuilder[] {
  const asked = new Set(rows.flat().flatMap(({ parameters }) => parameters));
  return variables
    .filter(({ name }) => asked.has(name))
    .map(({ name, label, sql }) =>
      new QueryVariableBuilder(name)
        .label(label)
        .datasource(dataSource)
        .query(sql)
        .definition(sql)
        .refresh(VariableRefresh.OnDashboardLoad)
        .multi(false)
        .includeAll(true)
        .allValue("''")
        .current({ selected: true, text: 'All', value: '$__all' }),
    );
}
