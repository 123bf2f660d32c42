import { type Allowance, allowedNodes } from './sql-allowed.ts';
import { SqlRefused } from './sql-refused.ts';
import { below, type SqlNode } from './sql-tree.ts';

/** Where a query comes from, the database it runs in, and what it may use. */
export interface Origin {
  readonly sql: string;
  readonly database: string;
  readonly allowance: Allowance;
}

/** Looks a syntax tree through. @throws {SqlRefused} for whatever does more than select, and for functions that are not allowed, table functions among them. */
export function refuseStrangers(tree: SqlNode, origin: Origin): void {
  const { sql } = origin;
  const [statement, ...others] = tree.children;
  if (others.length > 0 || statement?.kind !== 'SelectWithUnionQuery')
    throw new SqlRefused('is not one SELECT', undefined, { code: '62' });
  for (const node of below(tree)) refuseNode(node, origin);
  // Below a statement are its SELECTs and the format that our client asks for; whatever else stands there says where the result goes.
  const parts = statement.children.map(({ kind }) => kind).join(' ');
  if (parts !== 'ExpressionList Identifier')
    throw SqlRefused.at(sql, 'OUTFILE', { message: 'writes its result to a file', code: '358' });
}

function refuseNode(node: SqlNode, origin: Origin): void {
  const { sql, database } = origin;
  if (node.kind === 'Set') throw SqlRefused.at(sql, 'SETTINGS', { message: 'changes settings', code: '164' });
  if (!allowedNodes.has(node.kind)) throw new SqlRefused(`uses ${node.kind}, which is not allowed`);
  if (node.kind === 'Function') refuseFunction(nameIn(node), origin);
  if (node.kind === 'TableExpression') refuseTableFunction(node, sql);
  // A name without a database may be one that the query itself gives; the query tree tells.
  const table = node.kind === 'TableIdentifier' ? nameIn(node) : '';
  if (table.includes('.')) refuseTable(withinDatabase(table, database), origin);
}

function refuseFunction(name: string, { sql, allowance }: Origin): void {
  if (!allowance.calls(name))
    throw SqlRefused.at(sql, name, { message: `calls ${name}(), which is not allowed` });
}

function refuseTableFunction({ children }: SqlNode, sql: string): void {
  const called = children.find(({ kind }) => kind === 'Function');
  if (called === undefined) return;
  const name = nameIn(called);
  throw SqlRefused.at(sql, name, { message: `reads the table function ${name}(), which is not allowed` });
}

/** `sum (alias total) (children 1)`: the name ends where a bracket begins. */
function nameIn({ says }: SqlNode): string {
  return says.split(' ')[0] ?? '';
}

/** Looks a query tree through. @throws {SqlRefused} for tables that are not allowed, under the names the engine found them by, whatever hides them. */
export function refuseTables(tree: SqlNode, origin: Origin): void {
  for (const { kind, says } of below(tree)) {
    if (kind === 'TABLE_FUNCTION') throw new SqlRefused('reads a table function, which is not allowed');
    // `TABLE EXPRESSION` is a heading.
    const isTable = kind === 'TABLE' && says.startsWith('id: ');
    const name = /table_name: (.+?)(?:, |$)/.exec(says)?.[1] ?? '';
    if (isTable) refuseTable(withinDatabase(name, origin.database), origin);
  }
}

function withinDatabase(name: string, database: string): string {
  return name.startsWith(`${database}.`) ? name.slice(database.length + 1) : name;
}

/** `system.one`: what a SELECT without FROM reads, one row without a column of interest. */
function refuseTable(name: string, { sql, allowance }: Origin): void {
  if (name === 'system.one' || allowance.reads(name)) return;
  if (name.startsWith('_temporary_and_external_tables.'))
    throw SqlRefused.at(sql, 'RECURSIVE', { message: 'calls itself, which is not allowed' });
  throw SqlRefused.at(sql, name, { message: `reads ${name}, which is not allowed: ${allowance.tables}` });
}
