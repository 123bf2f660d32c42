/** What ClickHouse itself says of what we refuse before it sees it. Source: ClickHouse, `src/Common/ErrorCodes.cpp`. */
export const refusalTypes = {
  '62': 'SYNTAX_ERROR',
  '164': 'READONLY',
  '358': 'INTO_OUTFILE_NOT_ALLOWED',
  '497': 'ACCESS_DENIED',
} as const;

/** Its code. */
export type RefusalCode = keyof typeof refusalTypes;

/** Why a query is refused besides its words. `code`: absent, access is denied. */
export interface RefusalOptions extends ErrorOptions {
  readonly code?: RefusalCode;
}

/** A query that is not run, or was stopped. `message`: what it does, to follow its name. `line`: in the query, from 1; absent: it is about the whole. */
export class SqlRefused extends Error {
  override readonly name = 'SqlRefused';
  readonly line?: number;
  readonly code: RefusalCode;

  constructor(message: string, line?: number, options: RefusalOptions = {}) {
    super(message, options);
    if (line !== undefined) this.line = line;
    this.code = options.code ?? '497';
  }

  /** About the first place where a word stands. */
  static at(
    sql: string,
    word: string,
    refused: { readonly message: string; readonly code?: RefusalCode },
  ): SqlRefused {
    return new SqlRefused(
      refused.message,
      lineOf(sql, word),
      refused.code === undefined ? {} : { code: refused.code },
    );
  }
}

function lineOf(sql: string, word: string): number | undefined {
  const at = sql.toLowerCase().indexOf(word.toLowerCase());
  return at < 0 || word === '' ? undefined : sql.slice(0, at).split('\n').length;
}

/** What limits say, in our words. Codes: ClickHouse, `src/Common/ErrorCodes.cpp`. */
const limits: Readonly<Record<string, string>> = {
  '158': 'reads more rows than a rule may',
  '159': 'takes longer than a rule may',
  '160': 'would take longer than a rule may',
  '164': 'changes settings or writes, which a rule may not',
  '241': 'takes more memory than a rule may',
  '396': 'answers with more than a rule may',
};

/** What the engine said of a query. An error that is not the query's own, such as a lost connection, is given back as it is. */
export function sqlRefused(error: unknown, sql: string): unknown {
  if (error instanceof SqlRefused || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (!/^\d+$/.test(code)) return error;
  const limit = limits[code];
  if (limit !== undefined) return new SqlRefused(limit, undefined, { cause: error });
  const text = sentence(error.message);
  return new SqlRefused(`is refused by the engine: ${text}`, placeOf(error.message, sql), { cause: error });
}

/** The engine repeats the query after its first words. */
function sentence(message: string): string {
  const first = message.split(/(?::|\.)? (?:In scope|in scope|While|Maybe|: While)/)[0] ?? '';
  return (
    first
      .split(/\. Expected|: [^:]{0,80}\. Expected/)[0]
      ?.replace(/\s+/g, ' ')
      .trim()
      .slice(0, 240) ?? ''
  );
}

/** A position counts bytes, from 1. */
function placeOf(message: string, sql: string): number | undefined {
  const [, position] = /failed at position (\d+)/.exec(message) ?? [];
  if (position !== undefined) {
    const before = Buffer.from(sql).subarray(0, Number(position) - 1);
    return before.toString().split('\n').length;
  }
  const [, word] = /[`']([^`']+)[`']/.exec(message) ?? [];
  return word === undefined ? undefined : lineOf(sql, word);
}
