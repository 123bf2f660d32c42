import type { Host } from '../model/host.ts';
import type { ImportedList, ListOrigin } from '../model/lists/imported.ts';
import type { ListRow } from '../model/lists/row.ts';
import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';

/** A row with the server it names. Absent: it names a pattern or a masked name. */
export interface NamingRow {
  readonly row: ListRow;
  readonly host?: Host;
}

/** Imported lists, as they are kept. */
export interface ListStore {
  /** Keeps a list; it takes the place of an earlier one of its name, whose origin stays known. */
  keepList(origin: ListOrigin, rows: readonly NamingRow[]): Promise<void>;
  /** The newest list of a name. Undefined: there is none. */
  list(name: string): Promise<ImportedList | undefined>;
  /** Rows of the newest list of a name that name some servers, in the order of the file. */
  listRows(name: string, hosts: readonly Host[]): Promise<readonly ListRow[]>;
  /** Every import there was, newest first. */
  listOrigins(): Promise<readonly ListOrigin[]>;
}

const originColumns = [
  'name',
  'imported_at',
  'imported_by',
  'format',
  'sha256',
  'bytes',
  'publisher',
  'own',
] as const;
const rowColumns = ['name', 'imported_at', 'place', 'host', 'row'] as const;

interface OriginRow {
  readonly name: string;
  readonly imported_at: string;
  readonly imported_by: string;
  readonly format: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly publisher: Host | '';
  readonly own: boolean;
}

const newest = '(SELECT max(imported_at) FROM lists WHERE name = {name:String})';

/** Imported lists in ClickHouse. */
export function listStore(engine: Engine): ListStore {
  return {
    keepList: (origin, rows) => keepList(engine, origin, rows),
    list: async (name) => {
      const [origin] = await origins(engine, 'WHERE name = {name:String}', { name });
      return origin === undefined ? undefined : { origin, rows: await rowsOf(engine, name) };
    },
    listRows: (name, hosts) => rowsOf(engine, name, hosts),
    listOrigins: () => origins(engine, '', {}),
  };
}

/** The origin comes last: rows without one are not read. */
async function keepList(engine: Engine, origin: ListOrigin, rows: readonly NamingRow[]): Promise<void> {
  const { name, format, sha256, bytes, own, publisher = '' } = origin;
  // A statement that removes takes no parameters: the name is checked here, and an instant is one.
  if (!/^[a-z0-9-]{1,40}$/.test(name)) throw new RangeError(`no name of a list: ${name}`);
  const imported_at = columnInstant(origin.importedAt);
  const written = rows.map(({ row, host = '' }) => ({
    ...{ name, imported_at, host },
    place: row.place,
    row: JSON.stringify(row),
  }));
  if (written.length > 0)
    await engine.insert({ table: 'list_rows', columns: rowColumns, body: jsonLines(written) });
  const row = { name, imported_at, imported_by: origin.importedBy, format, sha256, bytes, publisher, own };
  await engine.insert({ table: 'lists', columns: originColumns, body: jsonLines([row]) });
  await engine.command(
    `ALTER TABLE list_rows DELETE WHERE name = '${name}' AND imported_at < toDateTime64('${imported_at}', 3, 'UTC')`,
  );
}

async function origins(
  engine: Engine,
  where: string,
  parameters: Readonly<Record<string, string>>,
): Promise<readonly ListOrigin[]> {
  const rows = await engine.rows<OriginRow>({
    sql: `SELECT ${originColumns.join(', ')} FROM lists FINAL ${where} ORDER BY imported_at DESC, name`,
    parameters,
  });
  return rows.map(({ imported_at, imported_by, publisher, ...row }) => ({
    ...row,
    ...(publisher !== '' && { publisher }),
    importedAt: imported_at,
    importedBy: imported_by,
  }));
}

async function rowsOf(engine: Engine, name: string, hosts?: readonly Host[]): Promise<readonly ListRow[]> {
  const rows = await engine.rows<{ readonly row: string }>({
    sql: `SELECT row FROM list_rows FINAL WHERE name = {name:String} AND imported_at = ${newest}
      ${hosts === undefined ? '' : 'AND host IN {hosts:Array(String)}'} ORDER BY place`,
    parameters: { name, ...(hosts !== undefined && { hosts }) },
    heavy: true,
  });
  // Our own bytes, written above.
  return rows.map(({ row }) => JSON.parse(row));
}
