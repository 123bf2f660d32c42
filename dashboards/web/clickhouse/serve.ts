import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type ClientQuestion, type ClientReads, ClientRefused } from '../../../store/sql/client-reads.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { asksWho } from '../exposure.ts';
import { addressKey } from '../guard/addresses.ts';
import type { GuardState } from '../guard/state.ts';
import { readerOfToken } from '../guard/tokens.ts';
import { isAdministrator, isFromBrowser, secretOf } from './admission.ts';
import { compressedBody } from './compressed.ts';
import { questionOf, wantsBlocks } from './question.ts';

/** Where clients of ClickHouse ask. */
export const clickHousePath = '/clickhouse';

/** A statement of a client, with its parameters, is far smaller. */
const largestStatement = 1_048_576;

/**
 * ClickHouse's HTTP interface over the embedded store: read-only, for administrators, never for pages. It stands before the guards of pages: clients of
 * ClickHouse know neither log-in pages nor form tokens. Source: ClickHouse docs, "HTTP Interface".
 */
export function serveClickHouse(app: Hono<WebEnv>, deps: WebDeps, state: GuardState): void {
  const { clients } = deps.store;
  const tooLarge = {
    code: '307',
    type: 'TOO_MANY_BYTES',
    says: `The statement is over ${largestStatement} bytes`,
  };
  const limit = bodyLimit({ maxSize: largestStatement, onError: (context) => refuse(context, tooLarge) });
  app.get(`${clickHousePath}/ping`, (context) => context.text('Ok.\n'));
  for (const path of [clickHousePath, `${clickHousePath}/`])
    app.on(['GET', 'POST'], path, limit, async (context) => {
      const refusal = await refusalOf(context, deps, state);
      if (refusal !== undefined) return refuse(context, refusal);
      if (clients === undefined) return refuse(context, notHere);
      return answer(context, { deps, clients });
    });
}

interface Refused {
  readonly code: string;
  readonly type: string;
  readonly says: string;
}

const notHere: Refused = {
  code: '48',
  type: 'NOT_IMPLEMENTED',
  says: 'The store is a ClickHouse server: ask it by its own address, store.url in fediscope.yaml',
};

/** Guessing is slowed down as at the pages, by the same count. */
async function refusalOf(
  context: Context<WebEnv>,
  { auth, clock }: WebDeps,
  { acts, limits }: GuardState,
): Promise<Refused | undefined> {
  if (isFromBrowser(context))
    return {
      code: '497',
      type: 'ACCESS_DENIED',
      says: 'Browsers and pages are not answered here: use a ClickHouse client',
    };
  const key = addressKey(context.get('address'));
  const waitMs = asksWho(auth) ? limits.failures.wait(key, clock.now()) : undefined;
  if (waitMs !== undefined) {
    context.header('Retry-After', String(Math.ceil(waitMs / 1_000)));
    return {
      code: '201',
      type: 'QUOTA_EXCEEDED',
      says: 'Too many wrong tokens came from your address: wait',
    };
  }
  if (isAdministrator(secretOf(context), auth)) return undefined;
  // Nothing sent is no guess, and a token of another role is none either.
  if (secretOf(context) !== '' && readerOfToken(secretOf(context), auth ?? {}) === undefined) {
    limits.failures.take(key, clock.now());
    await acts.record(context, { act: 'log-in-refused', subject: 'clickhouse', status: 403 });
  }
  const says =
    'Authentication failed: send a token of an administrator as X-ClickHouse-Key, as a password or as Authorization: Bearer';
  return { code: '516', type: 'AUTHENTICATION_FAILED', says };
}

async function answer(
  context: Context<WebEnv>,
  { deps, clients }: { readonly deps: WebDeps; readonly clients: ClientReads },
): Promise<Response> {
  try {
    const { question, isCompressed } = await asked(context);
    const { format, bytes } = await clients.answer(question);
    const body = isCompressed ? await compressedBody(bytes) : bytes;
    return context.body(Uint8Array.from(body), 200, {
      'Content-Type': mediaTypes[format] ?? 'application/octet-stream',
      'X-ClickHouse-Format': format,
      'X-ClickHouse-Timezone': 'UTC',
      'X-ClickHouse-Server-Display-Name': 'fediscope',
    });
  } catch (error) {
    if (error instanceof ClientRefused) return refuse(context, error);
    deps.log.error('a question of a ClickHouse client failed', { error: String(error) });
    return refuse(context, {
      code: '1002',
      type: 'UNKNOWN_EXCEPTION',
      says: 'The monitor failed: its log says how',
    });
  }
}

/** What a request asks, by its address and body. Parameters too long for an address come as fields of a form. Source: ClickHouse docs, "HTTP Interface"; `@clickhouse/client`, `use_multipart_params`. */
async function asked(context: Context<WebEnv>): Promise<Asked> {
  const { searchParams } = new URL(context.req.url);
  if (!context.req.header('content-type')?.startsWith('multipart/form-data'))
    return askedBy(searchParams, await context.req.text());
  const form = await context.req.formData().catch(() => unreadable('is no form'));
  for (const [name, value] of form)
    searchParams.append(
      name,
      typeof value === 'string' ? value : unreadable('has a file, an external table'),
    );
  return askedBy(searchParams, '');
}

interface Asked {
  readonly question: ClientQuestion;
  /** Errors are not: they are text in any case. */
  readonly isCompressed: boolean;
}

function askedBy(search: URLSearchParams, body: string): Asked {
  return { question: questionOf(search, body), isCompressed: wantsBlocks(search) };
}

function unreadable(why: string): never {
  throw new ClientRefused({ code: '48', type: 'NOT_IMPLEMENTED', says: `The body ${why}: send fields only` });
}

/** Source: ClickHouse, `FormatFactory`. */
const mediaTypes: Readonly<Record<string, string>> = {
  JSON: 'application/json; charset=UTF-8',
  JSONCompact: 'application/json; charset=UTF-8',
  JSONEachRow: 'application/x-ndjson; charset=UTF-8',
  JSONCompactEachRow: 'application/x-ndjson; charset=UTF-8',
  CSV: 'text/csv; charset=UTF-8; header=absent',
  CSVWithNames: 'text/csv; charset=UTF-8; header=present',
  TabSeparated: 'text/tab-separated-values; charset=UTF-8',
  TabSeparatedWithNames: 'text/tab-separated-values; charset=UTF-8',
  TSV: 'text/tab-separated-values; charset=UTF-8',
};

/** Codes with a status of their own; others are 500, as from ClickHouse. Source: ClickHouse, `exceptionCodeToHTTPStatus`. */
const statuses: Readonly<Record<string, 400 | 403 | 404 | 413 | 429 | 501 | 503>> = {
  ...{
    '62': 400,
    '201': 429,
    '73': 400,
    '497': 403,
    '516': 403,
    '164': 403,
    '358': 403,
    '46': 404,
    '47': 404,
    '60': 404,
    '81': 404,
  },
  ...{ '307': 413, '48': 501, '202': 503 },
};

function refuse(context: Context<WebEnv>, refused: Refused | ClientRefused): Response {
  const text =
    refused instanceof ClientRefused
      ? refused.message
      : `Code: ${refused.code}. DB::Exception: ${refused.says}. (${refused.type})`;
  return context.text(`${text}\n`, statuses[refused.code] ?? 500, {
    'X-ClickHouse-Exception-Code': refused.code,
  });
}
