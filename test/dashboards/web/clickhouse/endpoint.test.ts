import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fleet } from '../fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from '../site.ts';

const token = 'a token of an administrator';
let kept: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
let client: ClickHouseClient;
const outfile = join(tmpdir(), `fediscope-outfile-${process.pid}`);

beforeAll(async () => {
  kept = await storeWith(fleet());
  site = await siteOf(depsOf(kept.store, { auth: { tokens: [token] } }));
  const log = { level: ClickHouseLogLevel.OFF };
  client = createClient({ url: site.url, pathname: '/clickhouse', password: token, log });
});
afterAll(async () => {
  await client.close();
  await site.close();
  await kept.close();
});

const rows = async (query: string, query_params = {}) =>
  (await client.query({ query, query_params, format: 'JSONEachRow' })).json();
const ask = (query: string, how: { params?: string; headers?: Record<string, string> } = {}) =>
  site.ask(`/clickhouse/?query=${encodeURIComponent(query)}${how.params ?? ''}`, {
    headers: { 'x-clickhouse-key': token, ...how.headers },
  });

/** The code of a refusal, and its name by the engine's own list. */
async function refusalOf(query: string): Promise<string> {
  const error = await client.command({ query }).then(
    () => new Error(`it was answered: ${query}`),
    (refused: unknown) => refused,
  );
  if (!(error instanceof ClickHouseError)) throw error;
  return `${error.code} ${error.type}`;
}

describe('a ClickHouse client over HTTP', () => {
  it('reads tables and views of the store, with parameters of several types', async () => {
    expect(await client.ping()).toEqual({ success: true });
    expect(
      await rows('SELECT host FROM servers FINAL WHERE host = {host:String}', { host: 'stadt.example' }),
    ).toEqual([{ host: 'stadt.example' }]);
    expect(
      await rows('SELECT count() AS n FROM servers FINAL WHERE host IN {hosts:Array(String)}', {
        hosts: ['stadt.example', "it's.example", 'ville.example'],
      }),
    ).toEqual([{ n: 2 }]);
    expect(await rows("SELECT server FROM visits WHERE state = 'down' ORDER BY server LIMIT 1")).toEqual([
      { server: 'ville.example' },
    ]);
    expect(await rows('SELECT {text:String} AS text', { text: "a\t'b'\\ \n{c:String}" })).toEqual([
      { text: "a\t'b'\\ \n{c:String}" },
    ]);
  });

  it('answers as the store itself does', async () => {
    for (const sql of [
      'SELECT server, probe, outcome, failure_code FROM latest FINAL ORDER BY server, probe',
      'SELECT server, rule, toString(outcome) AS outcome, because FROM current_findings FINAL ORDER BY server, rule',
      'SELECT known, readers, enough FROM list_coverage',
    ])
      expect(await rows(sql)).toEqual(await kept.store.select({ sql }));
  });

  it('answers in the format that is asked for, in the statement before the address', async () => {
    const sql = "SELECT 1 AS a, 'x' AS b";

    expect((await ask(sql)).text).toBe('1\tx\n');
    expect((await ask(`${sql} FORMAT CSVWithNames`)).text).toBe('"a","b"\n1,"x"\n');
    expect((await ask(`${sql} FORMAT JSONCompactEachRowWithNamesAndTypes`)).text).toBe(
      '["a", "b"]\n["UInt8", "String"]\n[1, "x"]\n',
    );
    const json = await ask(sql, { params: '&default_format=JSON' });
    expect(JSON.parse(json.text)).toMatchObject({ data: [{ a: 1, b: 'x' }], rows: 1 });
    expect(json.headers).toMatchObject({
      'x-clickhouse-format': 'JSON',
      'content-type': 'application/json; charset=UTF-8',
    });
    expect(
      (await ask(sql, { params: '&default_format=NoSuch' })).headers['x-clickhouse-exception-code'],
    ).toBe('73');
  });

  it('writes instants and large numbers as the client asks, and not as another one did', async () => {
    const sql =
      "SELECT toDateTime('2026-11-21 23:00:00', 'UTC') AS at, toUInt64(1) AS n FORMAT JSONCompactEachRow";
    const params = '&date_time_output_format=iso&output_format_json_quote_64bit_integers=1';

    expect((await ask(sql)).text).toBe('["2026-11-21 23:00:00", 1]\n');
    expect((await ask(sql, { params })).text).toBe('["2026-11-21T23:00:00Z", "1"]\n');
    expect((await ask(sql)).text).toBe('["2026-11-21 23:00:00", 1]\n');
  });

  it.each([
    ['a write', "INSERT INTO servers (host) VALUES ('x.example')", '164 READONLY'],
    ['a new table', 'CREATE TABLE t (a UInt8) ENGINE = Memory', '164 READONLY'],
    ['the end of a table', 'DROP TABLE observations', '164 READONLY'],
    ['a change of a table', 'ALTER TABLE servers DELETE WHERE 1', '164 READONLY'],
    ['emptying', 'TRUNCATE TABLE findings', '164 READONLY'],
    ['a setting', 'SET readonly = 0', '164 READONLY'],
    ['a command to the engine', 'SYSTEM SHUTDOWN', '164 READONLY'],
    ['a right', 'GRANT ALL ON *.* TO default', '164 READONLY'],
    ['settings of the statement', 'SELECT 1 SETTINGS max_execution_time = 0', '164 READONLY'],
    ['two statements', 'SELECT 1; DROP TABLE observations', '62 SYNTAX_ERROR'],
    ['no statement', 'SELECT FROM WHERE', '62 SYNTAX_ERROR'],
    ['a file', "SELECT * FROM file('/etc/passwd', 'LineAsString')", '497 ACCESS_DENIED'],
    ['a file as a value', "SELECT file('/etc/passwd')", '497 ACCESS_DENIED'],
    ['a file to write', `SELECT 1 INTO OUTFILE '${outfile}'`, '358 INTO_OUTFILE_NOT_ALLOWED'],
    ['another host', "SELECT * FROM url('http://127.0.0.1/', 'RawBLOB')", '497 ACCESS_DENIED'],
    ['another server', "SELECT * FROM remote('127.0.0.1', system.one)", '497 ACCESS_DENIED'],
    ['a program', "SELECT * FROM executable('id', 'TSV', 'a String')", '497 ACCESS_DENIED'],
    ['a table function without end', 'SELECT * FROM numbers(10)', '497 ACCESS_DENIED'],
    ['users', 'SELECT * FROM system.users', '497 ACCESS_DENIED'],
    ['settings of the engine', 'SELECT * FROM system.server_settings', '497 ACCESS_DENIED'],
    ['questions of others', 'SELECT * FROM system.processes', '497 ACCESS_DENIED'],
    [
      'a secret behind a join',
      'SELECT 1 FROM servers JOIN system.named_collections ON 1 = 1',
      '497 ACCESS_DENIED',
    ],
    ['an environment variable', "SELECT getMacro('x')", '497 ACCESS_DENIED'],
    ['a pause', 'SELECT sleep(3)', '497 ACCESS_DENIED'],
    ['a table that is not there', 'SELECT * FROM nowhere', '60 UNKNOWN_TABLE'],
  ])('is refused %s', async (_, query, expected) => {
    const before = await rows('SELECT count() AS n FROM observations');

    expect(await refusalOf(query)).toBe(expected);
    expect(await rows('SELECT count() AS n FROM observations')).toEqual(before);
    expect(existsSync(outfile)).toBe(false);
  });

  it.each([
    ['&max_execution_time=0', '164'],
    ['&readonly=0', '164'],
    ['&session_timezone=UTC', '164'],
    ['&date_time_output_format=any', '164'],
    ['&database=system', '81'],
  ])('is refused %s in the address', async (params, code) => {
    const answer = await ask('SELECT 1', { params });

    expect(answer.headers['x-clickhouse-exception-code']).toBe(code);
    expect(answer.text).toMatch(new RegExp(`^Code: ${code}\\. DB::Exception: `));
  });

  it('may say that it wants to read only', async () => {
    expect((await ask('SELECT 1', { params: '&readonly=1' })).text).toBe('1\n');
    expect((await ask('SELECT 1', { params: '&readonly=2&database=default&query_id=a' })).text).toBe('1\n');
  });
});

describe('the door of the endpoint', () => {
  it('opens to a token in each way that clients have, and to nobody else', async () => {
    const basic = (password: string) => ({
      authorization: `Basic ${Buffer.from(`any:${password}`).toString('base64')}`,
    });
    const from = (headers: Record<string, string>) =>
      site.ask('/clickhouse/?query=SELECT%201', { headers }).then((answer) => answer.text.slice(0, 9));

    for (const headers of [
      { 'x-clickhouse-key': token },
      { 'x-clickhouse-user': 'any', 'x-clickhouse-key': token },
      basic(token),
    ])
      expect(await from(headers)).toBe('1\n');
    for (const headers of [
      {},
      { 'x-clickhouse-key': 'wrong' },
      { 'x-clickhouse-key': '' },
      basic('wrong'),
      basic(''),
    ])
      expect(await from(headers)).toBe('Code: 516');
    expect(
      (await site.ask(`/clickhouse/?query=SELECT%201&password=${encodeURIComponent(token)}`)).status,
    ).toBe(403);
  });

  it('is shut to browsers, whatever they hold, also where nobody is asked who they are', async () => {
    const open = await siteOf(depsOf(kept.store));
    const from = (headers: Record<string, string>) =>
      open.ask('/clickhouse/?query=SELECT%201', { method: 'POST', headers });

    expect((await from({})).text).toBe('1\n');
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: open.url },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await from(headers);
      expect(answer.status).toBe(403);
      expect(answer.headers['x-clickhouse-exception-code']).toBe('497');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    expect(
      (await open.ask('/clickhouse/?query=SELECT%201', { headers: { host: 'evil.example' } })).status,
    ).toBe(421);
    await open.close();
  });

  it('takes a statement in the body, and none that is too large', async () => {
    const post = (body: string) =>
      site.ask('/clickhouse', { method: 'POST', body, headers: { 'x-clickhouse-key': token } });

    expect((await post('SELECT 2')).text).toBe('2\n');
    expect((await post(`SELECT 2 -- ${'x'.repeat(1_100_000)}`)).status).toBe(413);
    expect((await site.ask('/clickhouse/ping')).text).toBe('Ok.\n');
  });

  it('takes a statement and its parameters as fields of a form, and neither a file nor half a form', async () => {
    const post = (lines: readonly string[]) =>
      site.ask('/clickhouse', {
        method: 'POST',
        headers: { 'x-clickhouse-key': token, 'content-type': 'multipart/form-data; boundary=b' },
        body: lines.join('\r\n'),
      });
    const field = (name: string, value: string) => [
      '--b',
      `Content-Disposition: form-data; name=${name}`,
      '',
      value,
    ];
    const query = field('"query"', 'SELECT length({text:String})');
    const file = field('"t"; filename="t"', '1');

    expect((await post([...query, ...field('"param_text"', 'x'.repeat(70_000)), '--b--'])).text).toBe(
      '70000\n',
    );
    expect((await post([...query, ...file, '--b--'])).headers['x-clickhouse-exception-code']).toBe('48');
    expect((await post(query)).headers['x-clickhouse-exception-code']).toBe('48');
  });

  it('says where to ask when the store is a server', async () => {
    const { clients: _, ...store } = kept.store;
    const other = await siteOf(depsOf(store));
    const answer = await other.ask('/clickhouse/?query=SELECT%201');

    expect(answer.status).toBe(501);
    expect(answer.text).toContain('store.url');
    await other.close();
  });
});
