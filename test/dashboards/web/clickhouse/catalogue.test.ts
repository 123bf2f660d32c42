import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { depsOf, type Site, siteOf, storeWith } from '../site.ts';

let kept: Awaited<ReturnType<typeof storeWith>>;
let site: Site;

beforeAll(async () => {
  kept = await storeWith({ servers: [], observations: [], findings: [] });
  site = await siteOf(depsOf(kept.store));
});
afterAll(async () => {
  await site.close();
  await kept.close();
});

const ask = (query: string, params = '') =>
  site.ask(`/clickhouse/?query=${encodeURIComponent(query)}${params}`);
const linesOf = async (query: string) => (await ask(query)).text.trimEnd().split('\n');

describe('what clients ask to learn what there is', () => {
  it('is answered in the statements of ClickHouse, as Grafana and people write them', async () => {
    const tables = await linesOf('show tables');

    expect(await linesOf('SHOW DATABASES')).toContain('default');
    expect(tables).toContain('observations');
    expect(await linesOf('SHOW TABLES FROM "default"')).toEqual(tables);
    expect(await linesOf("SHOW TABLES LIKE 'servers%'")).toEqual(['servers']);
    expect(await linesOf('SHOW TABLES FROM nowhere')).toEqual(['']);
  });

  it('is the columns of a table, in the columns that ClickHouse has for them', async () => {
    const { text } = await ask('DESC TABLE "default"."servers" FORMAT JSON');
    const { meta, data } = JSON.parse(text);

    expect(meta.map(({ name }: { name: string }) => name)).toEqual([
      ...['name', 'type', 'default_type', 'default_expression', 'comment'],
      ...['codec_expression', 'ttl_expression'],
    ]);
    expect(data[0]).toMatchObject({ name: 'host', type: 'String' });
    expect(await linesOf('DESCRIBE servers')).toHaveLength(data.length);
    expect(await linesOf('DESCRIBE TABLE system.tables')).not.toHaveLength(0);
  });

  it('is names of functions and of settings, which it cannot change', async () => {
    expect((await ask("SELECT name FROM system.functions WHERE name = 'count'")).text).toBe('count\n');
    expect(
      (await ask("SELECT name, readonly FROM system.settings WHERE name = 'max_execution_time'")).text,
    ).toBe('max_execution_time\t1\n');
    expect((await ask('SELECT 1', '&session_id=a&session_timeout=60')).text).toBe('1\n');
  });

  it.each([
    ['a table that is not there', 'DESCRIBE TABLE nowhere', '60'],
    ['a table that tells secrets', 'DESCRIBE TABLE system.users', '497'],
    ['a table function', "DESCRIBE TABLE file('/etc/passwd')", '164'],
    ['a subquery', 'DESCRIBE TABLE (SELECT 1)', '164'],
    ['settings', 'DESCRIBE TABLE servers SETTINGS describe_compact_output = 1', '164'],
    ['rights', 'SHOW GRANTS', '164'],
    ['questions of others', 'SHOW PROCESSLIST', '164'],
    ['two statements', 'SHOW TABLES; DROP TABLE servers', '62'],
  ])('is refused of %s', async (_, query, code) => {
    expect((await ask(query)).headers['x-clickhouse-exception-code']).toBe(code);
  });
});
