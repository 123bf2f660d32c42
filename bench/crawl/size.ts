/** How much is measured. */
export interface Size {
  readonly servers: number;
  /** Visits, and probes of the exporter, in flight. */
  readonly atOnce: number;
  /** Between two requests of a visit to one host. */
  readonly intervalMs: number;
  readonly pairs: number;
}

/** What a person waits for; about two minutes. */
export const fullSize: Size = { servers: 100, atOnce: 40, intervalMs: 20, pairs: 5 };

/** What a machine that checks every change waits for. */
export const shortSize: Size = { servers: 40, atOnce: 40, intervalMs: 20, pairs: 3 };
