/** What a value is counted in; it decides how it is written and how Grafana labels it. */
export type Unit = 'count' | 'percent' | 'milliseconds' | 'seconds' | 'bytes' | 'per-second' | 'none';

/**
 * How an answer is drawn. `number`: one row, its first column. `series`: column `time`, then one column a line, or `series` and `value`.
 * `bars`: a name and a value a row. `table`: every column, under its name. `timeline`: `time`, `series` and `value`, 1 for up and 0 for down.
 * `graph`: a line a row, with the columns that Grafana's node graph takes (`id`, `source`, `target`, `mainstat`, `secondarystat`, `detail__*`).
 */
export type PanelKind = 'number' | 'series' | 'bars' | 'table' | 'timeline' | 'graph';

/** What a question can be asked about; each is a ClickHouse parameter of this name and type. */
export const panelParameters = {
  /** Begin of the window, UTC. */
  from: "DateTime64(3, 'UTC')",
  /** End of the window, UTC; not in it. */
  to: "DateTime64(3, 'UTC')",
  /** A host; empty: all hosted servers. */
  server: 'String',
  /** A customer as the configuration names it; empty: all of them. */
  customer: 'String',
} as const;

/** One of them. */
export type PanelParameter = keyof typeof panelParameters;

/** From which value on somebody has to look. Bounds count upwards, or downwards where `worse` says so. */
export interface Thresholds {
  readonly worse: 'above' | 'below';
  readonly warning: number;
  readonly critical?: number;
}

/** One question to the store and how its answer is shown, on the built-in site and in Grafana alike. */
export interface Panel {
  /** Lower case with hyphens; also its file's name. */
  readonly id: string;
  readonly title: string;
  /** What a person asks, as a question. */
  readonly question: string;
  /** One SELECT of ClickHouse with the parameters as `{from:DateTime64(3, 'UTC')}`. Rows come in the order in which they are shown. */
  readonly sql: string;
  readonly parameters: readonly PanelParameter[];
  readonly kind: PanelKind;
  readonly unit: Unit;
  readonly thresholds?: Thresholds;
  /** What to do when it looks wrong, in a sentence or two. */
  readonly action: string;
}
