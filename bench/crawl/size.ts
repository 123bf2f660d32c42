/** How much is measured. */
export interface Size {
  readonly servers: number;
  /** Visits, and probes of the exporter, in flight. */
  readonly atOnce: number;
  /** Between two requests of a visit to one host. */
  readonly intervalMs: number;
  readonly pairs: number;
  /** Runs that are not measured, on both sides: a crawler runs for months, so its code is compiled. */
  readonly warmUps: number;
}

/** What a person waits for; about five minutes where nothing else runs. */
export const fullSize: Size = { servers: 200, atOnce: 40, intervalMs: 20, pairs: 5, warmUps: 5 };

/** What a machine that checks every change waits for. */
export const shortSize: Size = { servers: 40, atOnce: 40, intervalMs: 20, pairs: 3, warmUps: 3 };
