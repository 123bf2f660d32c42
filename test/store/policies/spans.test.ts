import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statements } from '../../../store/engine/dialect.ts';
import { openEmbedded } from '../../../store/engine/embedded.ts';
import { type Engine, jsonLines } from '../../../store/engine/engine.ts';
import { knownMigrations, migrate } from '../../../store/migrations.ts';
import { observationColumns, observationRow } from '../../../store/observation-row.ts';
import { storeOver } from '../../../store/open.ts';
import { policyColumns, policyRow } from '../../../store/policies/policy-row.ts';
import { anObservation, host, keptLog } from '../examples.ts';
import { temporaryDirectory } from '../temporary.ts';
import { against, aList } from './lists.ts';

const clock = { now: () => Date.parse('2025-12-20T00:00:00.000Z'), elapsed: () => 0 };
const deps = { log: keptLog(), clock, dialect: {} };
const own = host('own.example');
const day = (number: number) => `2025-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
/** The first migration after the stores of before. */
const first = 34;
/** What is written here has the columns of today, which that store got at its end. */
const columns = 'replayed-lists';

describe('an entry that ended and came back', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEmbedded(await temporaryDirectory());
    await migrate(
      engine,
      knownMigrations().filter(({ version, name }) => version < first || name === columns),
      deps,
    );
  });
  afterAll(() => engine.close());

  const spans = async () =>
    (await storeOver(engine, clock).policiesAbout(own, { ended: true })).map(
      ({ observer, firstSeen, endedAt }) => [observer, firstSeen, endedAt],
    );

  it('keeps what an older store knew, and each of its times from then on', async () => {
    const { recordPolicies, statedSizes } = storeOver(engine, clock);
    await recordPolicies([aList('a.example', 1, [against(own)]), aList('b.example', 1, [against(own)])]);
    await recordPolicies([aList('a.example', 3, [])]);
    const document = { ok: true, data: { software: { name: 'mastodon' }, usersActiveMonth: 70 } };
    const seen = anObservation({ server: own, scheduledAt: day(2), startedAt: day(2), data: { document } });
    await engine.insert({
      ...{ table: 'observations', columns: observationColumns },
      body: jsonLines([observationRow(seen)]),
    });
    const before = [
      ['a.example', day(1), day(3)],
      ['b.example', day(1), undefined],
    ];

    await migrate(engine, knownMigrations(), deps);
    expect(await spans()).toEqual(before);
    expect(await statedSizes([own], day(9))).toEqual(new Map([[own, 70]]));

    // Cut off before it was noted, it is run again.
    await engine.command(
      `ALTER TABLE schema_migrations DELETE WHERE version >= ${first} SETTINGS mutations_sync = 2`,
    );
    await migrate(engine, knownMigrations(), deps);
    expect(await spans()).toEqual(before);
    await recordPolicies([aList('a.example', 5, [against(own)])]);
    await recordPolicies([aList('a.example', 6, [against(own, 'limit')])]);

    expect(await spans()).toEqual([
      ['a.example', day(1), day(3)],
      ['a.example', day(5), undefined],
      ['b.example', day(1), undefined],
    ]);
    const [now] = await storeOver(engine, clock).policiesAbout(own);
    expect(now).toMatchObject({ observer: 'a.example', level: 'limit', firstSeen: day(5) });
  });

  it('loses its old times when they are too old, and stays', async () => {
    await storeOver(engine, clock).expire({ days: { policies: 14 }, held: [] });

    expect(await spans()).toEqual([
      ['a.example', day(5), undefined],
      ['b.example', day(1), undefined],
    ]);
  });
});

describe('the step to times of their own', () => {
  const step = knownMigrations().find(({ version }) => version === first)!;
  const all = statements(step.text, {});
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEmbedded(await temporaryDirectory());
    const before = ({ version, name }: typeof step) => version < first || name === columns;
    await migrate(engine, knownMigrations().filter(before), deps);
    // Versions of one entry stay as they were written.
    await engine.command('SYSTEM STOP MERGES');
  });
  afterAll(() => engine.close());

  const definition = async () => {
    const [found] = await engine.rows<{ readonly sql: string }>({
      sql: `SELECT create_table_query AS sql FROM system.tables
        WHERE database = currentDatabase() AND name = 'policies_by_subject'`,
    });
    return found?.sql ?? '';
  };
  /** Once more as a store of before: the version that ended was merged away with the one of its return, and the first one is left. */
  const again = async (old: string, returned: string) => {
    await engine.command('DROP TABLE IF EXISTS policies_granules SYNC');
    await engine.command('DROP TABLE policies_by_subject SYNC');
    await engine.command(old);
    for (const number of [1, 5]) {
      const { reading, entries } = aList(returned, number, [against(own)]);
      const body = jsonLines([policyRow(entries[0]!, reading, number)]);
      await engine.insert({ table: 'policies', columns: policyColumns, body });
    }
  };
  const spans = async () =>
    (await storeOver(engine, clock).policiesAbout(own, { ended: true })).map(
      ({ observer, firstSeen, endedAt }) => [observer, firstSeen, endedAt],
    );

  it('has each entry once, and every new one, wherever it is cut off', async () => {
    const old = await definition();
    expect(old).not.toContain('partial, first_seen)');
    for (let cut = 0; cut <= all.length; cut += 1) {
      const [returned, meanwhile] = [`a${cut}.example`, `b${cut}.example`];
      await again(old, returned);
      for (const statement of all.slice(0, cut)) await engine.command(statement);
      const { recordPolicies } = storeOver(engine, clock);
      await recordPolicies([aList(meanwhile, 6, [against(own)])]);

      for (const statement of all) await engine.command(statement);
      expect(await definition()).toContain('partial, first_seen)');
      expect(await spans()).toEqual([
        [returned, day(5), undefined],
        [meanwhile, day(6), undefined],
      ]);
    }
  }, 60_000);
});
