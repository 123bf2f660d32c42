import { type ClientQuestion, ClientRefused } from '../../../store/sql/client-reads.ts';
import { clientParameters } from './parameters.ts';

/** What stands in an address besides the statement and changes nothing of its answer. */
const withoutEffect: ReadonlySet<string> = new Set([
  'query_id',
  'session_id',
  'session_timeout',
  'user',
  'role',
  'wait_end_of_query',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'enable_http_compression',
]);

/** What is acted on; everything else is a setting, and those stay as they are. */
const actedOn: ReadonlySet<string> = new Set([
  'query',
  'compress',
  'default_format',
  'database',
  'readonly',
  'client_protocol_version',
  'date_time_output_format',
  'output_format_json_quote_64bit_integers',
]);

const dateTimes = ['simple', 'iso', 'unix_timestamp'] as const;

/** The question of a request: its address, and its body, which goes on where the address ends. @throws {ClientRefused} for settings that would change more than how values are written. */
export function questionOf(search: URLSearchParams, body: string): ClientQuestion {
  refuseSettings(search);
  const query = search.get('query');
  const dates = search.get('date_time_output_format') ?? 'simple';
  return {
    sql: query === null ? body : [query, body].filter((part) => part !== '').join('\n'),
    parameters: clientParameters(search),
    format: search.get('default_format') ?? 'TabSeparated',
    form: {
      date_time_output_format:
        dateTimes.find((known) => known === dates) ?? refused('date_time_output_format'),
      output_format_json_quote_64bit_integers:
        search.get('output_format_json_quote_64bit_integers') === '1' ? '1' : '0',
    },
    protocol: Number(/^\d{1,9}$/.exec(search.get('client_protocol_version') ?? '')?.[0] ?? 0),
  };
}

/** Does a request ask for a body in blocks of ClickHouse's own? */
export function wantsBlocks(search: URLSearchParams): boolean {
  return search.get('compress') === '1';
}

function refuseSettings(search: URLSearchParams): void {
  for (const name of search.keys())
    if (!actedOn.has(name) && !withoutEffect.has(name) && !name.startsWith('param_')) refused(name);
  if (!['1', '2'].includes(search.get('readonly') ?? '1')) refused('readonly');
  if (!['0', '1'].includes(search.get('compress') ?? '0')) refused('compress');
  const database = search.get('database') ?? 'default';
  if (database !== 'default')
    throw new ClientRefused({
      code: '81',
      type: 'UNKNOWN_DATABASE',
      says: `Database ${database} does not exist`,
    });
}

function refused(setting: string): never {
  throw new ClientRefused({
    code: '164',
    type: 'READONLY',
    says: `Cannot modify '${setting}' setting in readonly mode`,
  });
}
