import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../store/embedded.ts';
import { type Engine, jsonLines } from '../../../store/engine.ts';
import { knownMigrations, migrate } from '../../../store/migrations.ts';
import { observationColumns, observationRow } from '../../../store/observation-row.ts';
import { storeOver } from '../../../store/open.ts';
import { anObservation, host, keptLog } from '../examples.ts';
import { temporaryDirectory } from '../temporary.ts';
import { against, aList } from './lists.ts';

const clock = { now: () => Date.parse('2025-12-20T00:00:00.000Z'), elapsed: () => 0 };
const deps = { log: keptLog(), clock, dialect: {} };
const own = host('own.example');
const day = (number: number) => `2025-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
/** The first migration after the stores of before. */
const first = 34;

describe('an entry that ended and came back', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEmbedded(await temporaryDirectory());
    await migrate(
      engine,
      knownMigrations().filter(({ version }) => version < first),
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
