import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { parametersOf } from './parameters.ts';

/**
 * A writable ClickHouse HTTP interface over an embedded engine, in a process of its own: what stands in for a server in tests.
 * Started with a directory and, if it matters, a port; prints the port it listens on. Source: ClickHouse docs, "HTTP Interface".
 */
const require = createRequire(import.meta.url);
const { Session }: typeof import('chdb') = require('chdb');
const [directory = '', port = '0'] = process.argv.slice(2);
const session = new Session(directory);
/** Requests that are read-only: what they set stays set here, once and for all. */
const guarded = new Session(directory);
let isGuarded = false;
let turn: Promise<unknown> = Promise.resolve();

const server = createServer({ maxHeaderSize: 1 << 20 }, (request, response) => {
  turn = turn.then(() => answer(request, response)).catch(() => response.destroy());
});
server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.on('disconnect', () => process.exit(0));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://front');
  const body = await text(request);
  if (url.pathname === '/ping') response.end('Ok.\n');
  else if (!isAdmitted(request))
    refuse(response, {
      status: 403,
      code: '516',
      message: 'Code: 516. DB::Exception: wrong password. (AUTHENTICATION_FAILED)',
    });
  else await run({ url, body }, response);
}

/** Any user, with the one password the tests know. */
function isAdmitted({ headers }: IncomingMessage): boolean {
  const basic = Buffer.from(headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
  return basic.endsWith(':front');
}

async function run({ url, body }: { url: URL; body: string }, response: ServerResponse): Promise<void> {
  const query = url.searchParams.get('query');
  const isReadOnly = url.searchParams.has('readonly');
  const settings = isReadOnly && isGuarded ? '' : prologue(url.searchParams);
  isGuarded ||= isReadOnly;
  const sql = `${settings}${query === null ? body : `${query}\n${body}`}`;
  const format = url.searchParams.get('default_format') ?? 'TabSeparated';
  try {
    const parameters = parametersOf(url.searchParams);
    const bound = Object.keys(parameters).length > 0;
    const asked = isReadOnly ? guarded : session;
    const result = await (bound
      ? asked.queryBindAsync(sql, parameters, { format })
      : asked.queryAsync(sql, { format }));
    response.setHeader('X-ClickHouse-Format', format);
    response.end(result.bytes());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    refuse(response, { status: 500, code: /^Code: (\d+)/.exec(message)?.[1] ?? '1002', message });
  }
}

const ours = new Set([
  'query',
  'query_id',
  'default_format',
  'database',
  'session_id',
  'user',
  'password',
  'wait_end_of_query',
  'send_progress_in_http_headers',
  'enable_http_compression',
  'http_headers_progress_interval_ms',
  'role',
]);

/** What stands in the URL besides the statement: the database, and settings. */
function prologue(search: URLSearchParams): string {
  const settings = [...search].filter(([name]) => !ours.has(name) && !name.startsWith('param_'));
  const set = settings.map(
    ([name, value]) => `SET ${name} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'; `,
  );
  const database = search.get('database');
  return `${database === null ? '' : `USE ${database}; `}${set.join('')}`;
}

function refuse(
  response: ServerResponse,
  { status, code, message }: { status: number; code: string; message: string },
): void {
  response.writeHead(status, { 'X-ClickHouse-Exception-Code': code });
  response.end(message);
}
