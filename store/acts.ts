import { type Act, forgottenSubject } from '../model/act.ts';
import { type Host, parseHost } from '../model/host.ts';
import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';
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

/** The log of acts: rows are only added, and none goes before its retention. */
export interface ActStore {
  /** Keeps what somebody did; the same act twice is two. */
  recordAct(act: Act): Promise<void>;
  /** Newest first. */
  acts(cut: Cut): Promise<readonly Act[]>;
  actCount(): Promise<number>;
  /** Takes a server out of what was done: what names it has `forgottenSubject` instead. Resolves with how many rows. */
  forgetInActs(host: Host): Promise<number>;
}

/** The log of acts in ClickHouse. */
export function actStore(engine: Engine): ActStore {
  return {
    recordAct: (act) => {
      const body = jsonLines([{ ...act, at: columnInstant(act.at) }]);
      return engine.insert({ table: 'acts', columns, body });
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
    forgetInActs: (host) => forgetInActs(engine, host),
  };
}

async function forgetInActs(engine: Engine, host: Host): Promise<number> {
  // A statement that changes rows takes no parameters, so what stands in it is checked here.
  if (!/^[a-z0-9.-]+$/.test(host)) throw new RangeError(`no host: ${host}`);
  const spelled = `match(subject, '(?i)(^|[^\\\\pL\\\\pM\\\\pN.-])${host.replaceAll('.', '[.]')}[.]?([^\\\\pL\\\\pM\\\\pN.-]|$)')`;
  const folded = await foldedSubjects(engine, host);
  const where =
    folded.length === 0 ? spelled : `(${spelled} OR subject IN (${folded.map(textOf).join(', ')}))`;
  const [found] = await engine.rows<{ readonly rows: number }>({
    sql: `SELECT toUInt32(count()) AS rows FROM acts WHERE ${where}`,
  });
  const rows = found?.rows ?? 0;
  if (rows > 0)
    await engine.command(
      `ALTER TABLE acts UPDATE subject = '${forgottenSubject}' WHERE ${where} SETTINGS mutations_sync = 2`,
    );
  return rows;
}

/** Subjects that name the host in letters that are folded to its own: an act keeps its path as somebody typed it. */
async function foldedSubjects(engine: Engine, host: Host): Promise<readonly string[]> {
  const rows = await engine.rows<{ readonly subject: string }>({
    sql: 'SELECT DISTINCT subject FROM acts WHERE length(subject) != lengthUTF8(subject)',
    heavy: true,
  });
  return rows.map(({ subject }) => subject).filter((subject) => wordsOf(subject).some(isNamed(host)));
}

/** Names have none of these, in whatever letters. */
function wordsOf(subject: string): readonly string[] {
  return subject.split(/[\s/\\?#@:,;=&*"'()<>[\]{}|]+/u);
}

function isNamed(host: Host): (word: string) => boolean {
  return (word) => {
    const named = parseHost(word);
    return named.ok && named.host === host;
  };
}

/** A text that nothing in it can end. */
function textOf(text: string): string {
  return `unhex('${Buffer.from(text).toString('hex')}')`;
}
