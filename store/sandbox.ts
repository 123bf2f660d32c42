import { columnInstant, type Engine, type Parameters, type Query } from './engine.ts';
import { allowedNodes, allowedTables, isAllowedFunction } from './sql-allowed.ts';
import { SqlRefused, sqlRefused } from './sql-refused.ts';
import { below, type SqlNode, sqlTree } from './sql-tree.ts';

/** The time a query is about: from an instant, to just before another. RFC 3339. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** A column of a result. `type`: ClickHouse's name for it. */
export interface ResultColumn {
  readonly name: string;
  readonly type: string;
}

/** A query that was looked through. */
export interface AdmittedQuery {
  /** In the order of the SELECT. */
  readonly columns: readonly ResultColumn[];
  /** @throws {SqlRefused} when it takes more than `guardedSettings` allow. */
  rows(window: Window): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Runs queries that others wrote. They may use the parameters `{from:DateTime64(3)}` and `{to:DateTime64(3)}`. */
export interface Sandbox {
  /** Looks a query through without running it. @throws {SqlRefused} when it is no single SELECT over allowed tables and functions, or does not fit them. */
  admit(sql: string): Promise<AdmittedQuery>;
}

/** Stands for the real window while a query is looked through. */
const anyWindow: Window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };

/** The sandbox of an engine. What is allowed is read from the engine's own tree of the statement, never from its text. */
export function sandboxOver(engine: Engine): Sandbox {
  return { admit: (sql) => admit(engine, sql) };
}

async function admit(engine: Engine, sql: string): Promise<AdmittedQuery> {
  const parameters = parametersOf(anyWindow);
  const own = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw sqlRefused(error, sql);
    });
  const ask = <T>(query: Omit<Query, 'heavy'>) => own(engine.guarded<T>(query));
  const explain = async (query: string) => sqlTree(await own(engine.explained({ sql: query, parameters })));
  // One statement, parsed and written anew by the engine: what follows sees no comments, no second statement and no brackets left open.
  const [parsed] = await ask<{ readonly text: string }>({
    sql: 'SELECT formatQuerySingleLine({sql:String}) AS text',
    parameters: { sql },
  });
  const text = parsed?.text ?? '';
  if (!/^\(*(SELECT|WITH)\b/.test(text)) throw new SqlRefused('is no SELECT', 1);
  // The syntax tree comes before the query tree: making the latter already calculates what is constant.
  refuseStrangers(await explain(`EXPLAIN AST ${text}`), sql);
  const resolved = await explain(`EXPLAIN QUERY TREE ${text}`);
  const [database] = await ask<{ readonly name: string }>({ sql: 'SELECT currentDatabase() AS name' });
  refuseTables(resolved, { sql, database: database?.name ?? '' });
  return {
    columns: columnsOf(resolved),
    rows: (window) => ask({ sql: `SELECT * FROM (${text})`, parameters: parametersOf(window) }),
  };
}

function parametersOf({ from, to }: Window): Parameters {
  return { from: columnInstant(from), to: columnInstant(to) };
}

/** @throws {SqlRefused} for whatever does more than select, and for functions that are not allowed, table functions among them. */
function refuseStrangers(tree: SqlNode, sql: string): void {
  const [statement, ...others] = tree.children;
  if (others.length > 0 || statement?.kind !== 'SelectWithUnionQuery')
    throw new SqlRefused('is not one SELECT');
  for (const node of below(tree)) {
    if (node.kind === 'Set') throw SqlRefused.at(sql, 'SETTINGS', 'changes settings');
    if (!allowedNodes.has(node.kind)) throw new SqlRefused(`uses ${node.kind}, which is not allowed`);
    if (node.kind === 'Function') refuseFunction(nameIn(node), sql);
    if (node.kind === 'TableExpression') refuseTableFunction(node, sql);
  }
  // Below a statement are its SELECTs and the format that our client asks for; whatever else stands there says where the result goes.
  const parts = statement.children.map(({ kind }) => kind).join(' ');
  if (parts !== 'ExpressionList Identifier')
    throw SqlRefused.at(sql, 'OUTFILE', 'writes its result to a file');
}

function refuseFunction(name: string, sql: string): void {
  if (!isAllowedFunction(name)) throw SqlRefused.at(sql, name, `calls ${name}(), which is not allowed`);
}

function refuseTableFunction({ children }: SqlNode, sql: string): void {
  const called = children.find(({ kind }) => kind === 'Function');
  if (called === undefined) return;
  const name = nameIn(called);
  throw SqlRefused.at(sql, name, `reads the table function ${name}(), which is not allowed`);
}

/** `sum (alias total) (children 1)`: the name ends where a bracket begins. */
function nameIn({ says }: SqlNode): string {
  return says.split(' ')[0] ?? '';
}

/** @throws {SqlRefused} for tables that are not allowed, under the names the engine found them by, whatever hides them. */
function refuseTables(tree: SqlNode, { sql, database }: { sql: string; database: string }): void {
  for (const { kind, says } of below(tree)) {
    if (kind === 'TABLE_FUNCTION') throw new SqlRefused('reads a table function, which is not allowed');
    // `TABLE EXPRESSION` is a heading.
    const isTable = kind === 'TABLE' && says.startsWith('id: ');
    const name = /table_name: (.+?)(?:, |$)/.exec(says)?.[1] ?? '';
    if (isTable) refuseTable(name.replace(new RegExp(`^${database}\\.`), ''), sql);
  }
}

/** `system.one`: what a SELECT without FROM reads, one row without a column of interest. */
function refuseTable(name: string, sql: string): void {
  if (name === 'system.one' || allowedTables.has(name)) return;
  if (name.startsWith('_temporary_and_external_tables.'))
    throw SqlRefused.at(sql, 'RECURSIVE', 'calls itself, which is not allowed');
  const known = [...allowedTables].join(', ');
  throw SqlRefused.at(sql, name, `reads ${name}, which is not allowed: rules read ${known}`);
}

function columnsOf(tree: SqlNode): readonly ResultColumn[] {
  const [query] = tree.children;
  const found = query?.kind === 'UNION' ? [...below(query)].find(({ kind }) => kind === 'QUERY') : query;
  const list = found?.children.find(({ kind, says }) => kind === 'PROJECTION' && says === 'COLUMNS');
  return (list?.children ?? []).map(({ kind, says }) => ({ name: kind, type: says }));
}
