import { randomUUID } from 'node:crypto';
import type { Act } from '../model/act.ts';
import { columnInstant, type Engine, jsonLines } from './engine.ts';
import type { Cut } from './pages.ts';

const columns = [
  'at',
  'account',
  'as',
  'address',
  'act',
  'subject',
  'status',
] as const satisfies readonly (keyof Act)[];
/** `as` is a word of SQL. */
const selected = columns.map((column) => `\`${column}\``).join(', ');

/** The log of acts: rows are only added. */
export interface ActStore {
  /** Keeps what somebody did; the same act twice is two. */
  recordAct(act: Act): Promise<void>;
  /** Newest first. */
  acts(cut: Cut): Promise<readonly Act[]>;
  actCount(): Promise<number>;
}

/** The log of acts in ClickHouse. */
export function actStore(engine: Engine): ActStore {
  return {
    recordAct: (act) => {
      const body = jsonLines([{ ...act, at: columnInstant(act.at) }]);
      return engine.insert({ table: 'acts', columns, body, token: randomUUID() });
    },
    acts: ({ limit, offset }) =>
      engine.rows<Act>({
        sql: `SELECT ${selected} FROM acts ORDER BY at DESC, account, act, subject LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
        parameters: { limit, offset },
      }),
    actCount: async () => {
      const [row] = await engine.rows<{ readonly count: number }>({
        sql: 'SELECT count() AS count FROM acts',
      });
      return row?.count ?? 0;
    },
  };
}
