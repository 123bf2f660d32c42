import { columnInstant, type Engine, type Parameters } from '../engine/engine.ts';
import { ruleAllowance } from './sql-allowed.ts';
import { sqlRefused } from './sql-refused.ts';
import { below, type SqlNode } from './sql-tree.ts';
import { normalised, vetted } from './sql-vetting.ts';

/** The time a query is about; whether its two ends belong to it is the query's affair. RFC 3339. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** A column of a result. `type`: ClickHouse's name for it. */
export interface ResultColumn {
  readonly name: string;
  readonly type: string;
}

/** A query that can be asked. */
export interface GuardedQuery {
  /** @throws {SqlRefused} when it takes more than `guardedSettings` allow. */
  rows(window: Window): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** A query that was looked through. */
export interface AdmittedQuery extends GuardedQuery {
  /** In the order of the SELECT. */
  readonly columns: readonly ResultColumn[];
}

/** Runs queries that others wrote. They may use the parameters `{from:DateTime64(3)}` and `{to:DateTime64(3)}`. */
export interface Sandbox {
  /** Looks a query through without running it. @throws {SqlRefused} when it is no single SELECT over allowed tables and functions, or does not fit them. */
  admit(sql: string): Promise<AdmittedQuery>;
  /** A query that comes with us, which a test has looked through. The engine bounds it like any other. */
  trust(sql: string): GuardedQuery;
}

/** Stands for the real window while a query is looked through. */
const anyWindow: Window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };

/** The sandbox of an engine. What is allowed is read from the engine's own tree of the statement, never from its text. */
export function sandboxOver(engine: Engine): Sandbox {
  return { admit: (sql) => admit(engine, sql), trust: (sql) => guardedQuery(engine, { text: sql, sql }) };
}

async function admit(engine: Engine, sql: string): Promise<AdmittedQuery> {
  const { text, database } = await saidOf(sql, normalised(engine, sql));
  const parameters = parametersOf(anyWindow);
  const origin = { sql, database, allowance: ruleAllowance };
  const resolved = await saidOf(sql, vetted(engine, { text, parameters }, origin));
  return { columns: columnsOf(resolved), ...guardedQuery(engine, { text, sql }) };
}

/** `text`: what is asked; `sql`: as it was written, so that an error names its line. */
function guardedQuery(
  engine: Engine,
  { text, sql }: { readonly text: string; readonly sql: string },
): GuardedQuery {
  return {
    rows: (window) =>
      saidOf(sql, engine.guarded({ sql: `SELECT * FROM (${text})`, parameters: parametersOf(window) })),
  };
}

/** What the engine says against a query becomes a refusal of it. */
function saidOf<T>(sql: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw sqlRefused(error, sql);
  });
}

function parametersOf({ from, to }: Window): Parameters {
  return { from: columnInstant(from), to: columnInstant(to) };
}

function columnsOf(tree: SqlNode): readonly ResultColumn[] {
  const [query] = tree.children;
  const found = query?.kind === 'UNION' ? [...below(query)].find(({ kind }) => kind === 'QUERY') : query;
  const list = found?.children.find(({ kind, says }) => kind === 'PROJECTION' && says === 'COLUMNS');
  return (list?.children ?? []).map(({ kind, says }) => ({ name: kind, type: says }));
}
