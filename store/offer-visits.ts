import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';

/** A visit to an address of source that servers offer. `facts`, `exchanges`: JSON of whoever visited. Instants are RFC 3339. */
export interface OfferVisitRow {
  readonly url: string;
  readonly checkedAt: string;
  /** Until when nobody has to ask again. */
  readonly until: string;
  readonly facts: string;
  readonly exchanges: string;
}

/** Visits to offered source, so that a restart asks nobody again. */
export interface OfferVisits {
  /** Keeps a visit; it takes the place of an earlier one to the same address. */
  keepOfferVisit(row: OfferVisitRow): Promise<void>;
  /** The newest visit to an address. Undefined: there was none. */
  offerVisit(url: string): Promise<OfferVisitRow | undefined>;
  /** The newest visits to some addresses, by address; those that were not visited are left out. */
  offerVisitsAt(urls: readonly string[]): Promise<readonly OfferVisitRow[]>;
}

const columns = ['url', 'checked_at', 'until', 'facts', 'exchanges'] as const;

/** Visits to offered source in ClickHouse. */
export function offerVisits(engine: Engine): OfferVisits {
  return {
    keepOfferVisit: async ({ url, checkedAt, until, facts, exchanges }) => {
      const row = {
        url,
        checked_at: columnInstant(checkedAt),
        until: columnInstant(until),
        facts,
        exchanges,
      };
      await engine.insert({ table: 'offer_visits', columns, body: jsonLines([row]) });
    },
    offerVisit: async (url) => (await visitsAt(engine, [url]))[0],
    offerVisitsAt: (urls) => visitsAt(engine, urls),
  };
}

async function visitsAt(engine: Engine, urls: readonly string[]): Promise<readonly OfferVisitRow[]> {
  const rows = await engine.rows<Omit<OfferVisitRow, 'checkedAt'> & { readonly checked_at: string }>({
    sql: `SELECT ${columns.join(', ')} FROM offer_visits FINAL WHERE url IN {urls:Array(String)} ORDER BY url`,
    parameters: { urls: [...urls] },
  });
  return rows.map(({ checked_at: checkedAt, ...rest }) => ({ ...rest, checkedAt }));
}
