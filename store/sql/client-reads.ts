import type { Engine, OutputForm, Parameters } from '../engine/engine.ts';
import { framedBlocks } from '../engine/native-blocks.ts';
import { catalogueQuestion } from './catalogue-statements.ts';
import { clientAllowance } from './sql-allowed.ts';
import { refusalTypes, SqlRefused } from './sql-refused.ts';
import { refuseOthers, vetted, writtenAnew } from './sql-vetting.ts';

/** A question in a client's own words. `format`: where the statement names none. `protocol`: the client's version of ClickHouse's protocol; 0: it did not say. */
export interface ClientQuestion {
  readonly sql: string;
  readonly parameters: Parameters;
  readonly format: string;
  readonly form: OutputForm;
  readonly protocol: number;
}

/** What came of it, as the client takes it. */
export interface ClientAnswer {
  readonly format: string;
  readonly bytes: Buffer;
}

/** Questions of ClickHouse clients, read-only and bounded. */
export interface ClientReads {
  /** @throws {ClientRefused} for whatever ClickHouse, or we for it, would not answer. */
  answer(question: ClientQuestion): Promise<ClientAnswer>;
}

/** A question that was refused or failed. `code` and `type` are ClickHouse's; the message begins as ClickHouse's do. */
export class ClientRefused extends Error {
  override readonly name = 'ClientRefused';
  readonly code: string;
  readonly type: string;

  constructor(
    refused: { readonly code: string; readonly type: string; readonly says: string },
    options?: ErrorOptions,
  ) {
    super(`Code: ${refused.code}. DB::Exception: ${refused.says}. (${refused.type})`, options);
    this.code = refused.code;
    this.type = refused.type;
  }
}

/** How many questions may wait for their turn. */
const mostWaiting = 100;

/** Absent: the engine is a server that clients ask by themselves. */
export function clientReads({ clients }: Engine): ClientReads | undefined {
  if (clients === undefined) return undefined;
  let waiting = 0;
  return {
    answer: async (question) => {
      if (waiting >= mostWaiting)
        throw new ClientRefused({
          code: '202',
          type: 'TOO_MANY_SIMULTANEOUS_QUERIES',
          says: `${mostWaiting} questions wait already: ask again later`,
        });
      waiting += 1;
      try {
        return await answer(clients, question);
      } catch (error) {
        throw clientRefused(error);
      } finally {
        waiting -= 1;
      }
    },
  };
}

async function answer(
  clients: NonNullable<Engine['clients']>,
  { sql, parameters, format: usual, form, protocol }: ClientQuestion,
): Promise<ClientAnswer> {
  const lane = await clients(form);
  const { text: whole, database } = await writtenAnew(lane, sql);
  const { text: written, format } = parted(whole, usual);
  const { select: text, about } = catalogueQuestion(written, database) ?? { select: written };
  refuseOthers(text);
  const origin = { sql, database, allowance: clientAllowance };
  if (about !== undefined) await vetted(lane, { text: about, parameters: {} }, origin);
  await vetted(lane, { text, parameters }, origin);
  const bytes = await lane.bytes({ sql: `${text} FORMAT ${format}`, parameters });
  return { format, bytes: format === 'Native' && protocol > 0 ? framed(bytes, protocol) : bytes };
}

function framed(bytes: Buffer, protocol: number): Buffer {
  try {
    return framedBlocks(bytes, protocol);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ClientRefused({ code: '48', type: 'NOT_IMPLEMENTED', says: error.message }, { cause: error });
  }
}

/** The engine writes the format last, outside of any quotes. */
function parted(whole: string, usual: string): { readonly text: string; readonly format: string } {
  const [end, format = usual] = / FORMAT (\w+)$/.exec(whole) ?? [''];
  if (!/^\w+$/.test(format))
    throw new ClientRefused({ code: '73', type: 'UNKNOWN_FORMAT', says: 'Unknown format' });
  return { text: whole.slice(0, whole.length - end.length), format };
}

/** Errors of the engine carry its code and type; what else went wrong is ours, and stays what it is. */
function clientRefused(error: unknown): unknown {
  if (error instanceof SqlRefused)
    return new ClientRefused(
      { code: error.code, type: refusalTypes[error.code], says: `The statement ${error.message}` },
      { cause: error },
    );
  if (!(error instanceof Error) || !('code' in error) || !/^\d+$/.test(String(error.code))) return error;
  const { cause } = error;
  return new ClientRefused(
    saidBy(cause instanceof Error ? cause.message : error.message, String(error.code)),
    {
      cause: error,
    },
  );
}

/** What the engine said, its type last; without the question of ours that a statement was parsed by. */
function saidBy(
  message: string,
  code: string,
): { readonly code: string; readonly type: string; readonly says: string } {
  const [whole, type = 'UNKNOWN_EXCEPTION'] = /\(([A-Z][A-Z\d_]+)\)\s*$/.exec(message) ?? [''];
  const said = message.slice(0, message.length - whole.length).replace(/^Code: \d+\. DB::Exception: /, '');
  const [own = ''] = said.split(/:? In scope SELECT formatQuerySingleLine\(/);
  return { code, type, says: own.trim().replace(/\.$/, '') };
}
