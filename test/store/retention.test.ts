import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { step } from '../../analyzer/alerts/step.ts';
import { instant } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import { domainDigest, mastodonMask } from '../../model/masking.ts';
import type { PolicyList } from '../../model/policy.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import { type Engine, jsonLines } from '../../store/engine/engine.ts';
import { hostlessTables, hostTables } from '../../store/forget.ts';
import { knownMigrations, migrate } from '../../store/migrations.ts';
import { storeOver } from '../../store/open.ts';
import { encodeBatch } from '../../store/spool/segment.ts';
import type { Store } from '../../store/store.ts';
import { aSignal, start } from '../analyzer/alerts/timeline.ts';
import { aFinding, anEvidence, anObservation, aServer, host, keptLog, sha256 } from './examples.ts';
import { storeDirectory } from './furnished.ts';

const now = Date.parse('2026-11-21T00:00:00.000Z');
const clock = { now: () => now, elapsed: () => 0 };
const gone = host('gone.example');
const stays = host('stays.example');

describe('what is removed', () => {
  let engine: Engine;
  let store: Store;
  beforeAll(async () => {
    engine = await openEmbedded(await storeDirectory());
    await migrate(engine, knownMigrations(), { log: keptLog(), clock, dialect: {} });
    store = storeOver(engine, clock);
  });
  afterAll(() => engine.close());

  const rows = async (table: string, where = 'true') =>
    (await engine.rows<{ n: number }>({ sql: `SELECT count() AS n FROM ${table} WHERE ${where}` }))[0]!.n;

  it('names every table there is, so that no new one is forgotten', async () => {
    const tables = await engine.rows<{ name: string }>({
      sql: "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' ORDER BY name",
    });

    expect(tables.map(({ name }) => name)).toEqual(
      [...Object.keys(hostTables), ...hostlessTables].toSorted(),
    );
  });

  it('is everything of a host, in every table, and nothing of anybody else', async () => {
    await writeAll(store, gone, ['only of gone', 'of both']);
    await writeAll(store, stays, ['of both']);

    // One list is there twice, so that there is a change to remove.
    await store.recordPolicies([
      {
        ...aList(gone, stays),
        reading: { ...aList(gone, stays).reading, readAt: '2026-11-20T11:00:00.000Z' },
      },
    ]);
    await engine.insert({
      ...{ table: 'network_tally', columns: ['kind', 'place', 'host', 'other'] },
      body: jsonLines([
        { kind: 'rejected', place: 0, host: gone, other: '' },
        { kind: 'mutual', place: 0, host: stays, other: gone },
        { kind: 'rejected', place: 1, host: stays, other: '' },
      ]),
    });
    for (const [table, which] of Object.entries(hostTables))
      expect([table, await rows(table, which(gone))]).not.toEqual([table, 0]);

    await store.forget(gone);

    for (const [table, which] of Object.entries(hostTables))
      expect([table, await rows(table, which(gone))]).toEqual([table, 0]);
    expect(await store.evidence(sha256('only of gone'))).toBeUndefined();
    expect(await store.evidence(sha256('of both'))).toBeDefined();
    for (const table of ['observations', 'latest', 'findings', 'current_findings'])
      expect([table, await rows(table, `server = '${stays}'`)]).toEqual([table, 1]);
    expect(await rows('network_tally')).toBe(1);
    expect(await store.servers()).toMatchObject([{ host: stays }]);
    expect(await store.forget(gone)).toEqual([]);
  });

  it('goes by our own expiry alone as soon as there is a hold', async () => {
    const definition = async () =>
      (
        await engine.rows<{ q: string }>({
          sql: "SELECT create_table_query AS q FROM system.tables WHERE name = 'policy_changes' AND database = currentDatabase()",
        })
      )[0]!.q;
    await store.expire({ days: {}, held: [] });
    expect(await definition()).toContain('TTL');

    await store.expire({ days: {}, held: [stays] });
    expect(await definition()).not.toContain('TTL');
  });

  it('is not what is said of a held server, by whatever name it goes on a list', async () => {
    const held = host('social.held.example');
    const digest = { kind: 'digest', sha256: domainDigest(held), mask: mastodonMask(held) } as const;
    const subjects = [
      { kind: 'host', host: held },
      digest,
      { kind: 'host', host: host('held.example') },
      { kind: 'pattern', pattern: '*.held.example' },
      { kind: 'host', host: host('not-held.example') },
    ] as const;
    const [{ reading, entries }] = [aList(host('teller.example'), held)];
    const list = { reading, entries: subjects.map((subject) => ({ ...entries[0]!, subject })) };
    const at = (day: number) => ({ ...reading, readAt: `2026-06-0${day}T00:00:00.000Z` });
    await store.recordPolicies([{ ...list, reading: at(1) }]);
    await store.recordPolicies([{ reading: { ...at(2), digest: '' }, entries: [] }]);

    await store.expire({ days: { policies: 30, policy_changes: 30 }, held: [held] });

    for (const table of ['policies', 'policies_by_subject', 'policy_changes']) {
      const newest = `${table} FINAL`;
      expect([table, await rows(newest, "observer = 'teller.example'")]).toEqual([table, 4]);
    }
    // Versions of before the end would be taken for policies that stand.
    expect(await rows('policies FINAL', "observer = 'teller.example' AND ended_at IS NULL")).toBe(0);
  });

  it('is what is older than its days; a legal hold wins, and so does the newest finding', async () => {
    const old = '2026-06-01T00:00:00.000Z';
    for (const server of [gone, stays]) {
      await writeObservations(store, server, [old, '2026-11-20T00:00:00.000Z'], `old of ${server}`);
      await store.recordFindings([
        aFinding({ server, observedAt: old, since: old, rule: 'old.changed' }),
        aFinding({ server, rule: 'old.changed', outcome: 'passed' }),
        aFinding({ server, observedAt: old, since: old, rule: 'old.current' }),
      ]);
    }

    await store.expire({ days: { observations: 30, evidence: 30, findings: 30 }, held: [stays] });

    const oldOf = (server: Host) =>
      Promise.all([
        rows('observations', `server = '${server}' AND scheduled_at < '2026-07-01 00:00:00'`),
        rows('compared', `server = '${server}' AND scheduled_at < '2026-07-01 00:00:00'`),
        rows('findings', `server = '${server}' AND rule = 'old.changed'`),
        rows('findings', `server = '${server}' AND rule = 'old.current'`),
        rows('evidence', `kept_sha256 = '${sha256(`old of ${server}`)}'`),
      ]);
    expect(await oldOf(gone)).toEqual([0, 0, 1, 1, 0]);
    expect(await oldOf(stays)).toEqual([1, 1, 2, 1, 1]);
    expect(await rows('observations', `server = '${gone}'`)).toBe(1);
  });

  it('is of alerts what was over and forgotten long ago, and their steps; what goes on stays, and what is held', async () => {
    // So that the row that hides an older one, and the older one, are both there.
    await engine.command('ALTER TABLE alerts MODIFY SETTING max_bytes_to_merge_at_max_space_in_pool = 1');
    const over = await recordAlert(store, 'over.example', '2026-06-01T00:00:00.000Z', true);
    const goesOn = await recordAlert(store, 'goes-on.example', '2026-06-01T00:00:00.000Z', false);
    const kept = await recordAlert(store, 'held.example', '2026-06-01T00:00:00.000Z', true);
    const late = await recordAlert(store, 'late.example', '2026-11-20T00:00:00.000Z', true);

    await store.expire({ days: { alerts: 30, alert_changes: 30 }, held: [host('held.example')] });

    const left = async (id: string) => [
      await rows('alerts', `id = '${id}'`),
      await rows('alert_changes', `id = '${id}'`),
    ];
    expect(await left(over)).toEqual([0, 0]);
    expect(await left(goesOn)).toEqual([1, 1]);
    expect(await left(kept)).toEqual([2, 1]);
    expect(await left(late)).toEqual([2, 1]);
    const { followed } = await store.alertMemory();
    const ids = followed.map(({ alert }) => alert.id);
    expect([over, goesOn, kept, late].map((id) => ids.includes(id))).toEqual([false, true, false, false]);
  });

  it('is of alerts the trace after thirteen months, where nothing is configured; their steps stay for good', async () => {
    const ancient = await recordAlert(store, 'ancient.example', '2025-01-01T00:00:00.000Z', true);

    await store.expire({ days: {}, held: [] });

    expect(await rows('alerts', `id = '${ancient}'`)).toBe(0);
    expect(await rows('alert_changes', `id = '${ancient}'`)).toBe(1);
  });
});

/** An alert that begins at an instant; `isOver`: it is forgotten in the next pass. Resolves with its id. */
async function recordAlert(store: Store, server: string, at: string, isOver: boolean): Promise<string> {
  const nowMs = Date.parse(at);
  const signal = aSignal({ labels: { server }, observedAt: at });
  const made = step([], [signal], { nowMs, asked: new Map([[signal.rule, undefined]]) });
  const [id = ''] = made.followed.map(({ alert }) => alert.id);
  const { pass } = await store.alertMemory();
  await store.recordAlertPass({ pass: pass + 1, at, ...made, incidents: [] });
  const nothing = { followed: [], changes: [], incidents: [] };
  if (isOver) await store.recordAlertPass({ ...nothing, pass: pass + 2, at, forgotten: [id] });
  return id;
}

/** Something of the host in every table that is written by observations, findings, policies, lists and people. */
async function writeAll(store: Store, server: Host, contents: readonly string[]): Promise<void> {
  await store.enrol([aServer(server, { role: 'hosted' })]);
  const at = '2026-11-20T10:00:00.000Z';
  for (const content of contents.slice(0, 1)) await writeObservations(store, server, [at], content, contents);
  await store.recordFindings([aFinding({ server })]);
  await store.recordPolicies([aList(server, host('other.example')), aList(host('observer.example'), server)]);
  const origin = { name: 'a-list', format: 'plain-text', sha256: sha256('x'), bytes: 1, own: false };
  const row = { place: 1, domain: server };
  const imported = { ...origin, importedAt: at, importedBy: 'kim' };
  await store.keepList({ ...imported, name: `of-${server.split('.')[0]}`, publisher: server }, [
    { row: { place: 2, domain: 'other.example' }, host: host('other.example') },
  ]);
  await store.keepList({ ...imported, name: `names-${server.split('.')[0]}` }, [{ row, host: server }]);
  await store.recordDeploys([{ server, at, note: 'x', by: 'kim' }]);
  const visit = { checkedAt: at, until: at, facts: '{}', exchanges: '[]' };
  await store.keepOfferVisit({ ...visit, url: `https://${server}/o/r` });
  const signal = aSignal({ labels: { server }, alerting: { forMs: 0, keepFiringForMs: 0, limit: 9 } });
  const made = step([], [signal], { nowMs: start, asked: new Map([[signal.rule, undefined]]) });
  await store.recordAlertPass({ pass: 1, at: instant(start), ...made, incidents: [] });
}

async function writeObservations(
  store: Store,
  server: Host,
  instants: readonly string[],
  first: string,
  contents: readonly string[] = [first],
): Promise<void> {
  const sink = store as Store & Parameters<typeof insert>[0];
  const cited = contents.map((content) => ({
    ...anObservation().exchanges[0]!,
    body: {
      receivedSha256: sha256(content),
      keptSha256: sha256(content),
      wireBytes: 1,
      decodedBytes: 1,
      truncated: false,
    },
  }));
  const observations = instants.map((scheduledAt, index) =>
    anObservation({ server, scheduledAt, startedAt: scheduledAt, exchanges: index === 0 ? cited : [] }),
  );
  const evidence = contents.map((content) => anEvidence(content, { firstSeenAt: instants[0]! }));
  await insert(sink, { observations, evidence });
}

async function insert(
  sink: {
    insertSegment(segment: { id: string; parts: ReturnType<typeof encodeBatch>['parts'] }): Promise<void>;
  },
  batch: Parameters<typeof encodeBatch>[0],
): Promise<void> {
  const { parts } = encodeBatch(batch);
  await sink.insertSegment({
    id: sha256(JSON.stringify(batch)),
    parts: parts.filter((part) => part.rows > 0),
  });
}

function aList(observer: Host, subject: Host): PolicyList {
  const entry = {
    subject: { kind: 'host', host: subject },
    level: 'reject',
    native: 'suspend',
    obfuscated: false,
  } as const;
  const reading: PolicyList['reading'] = {
    observer,
    source: 'list',
    origin: 'x',
    state: 'published',
    mode: 'open',
    readAt: '2026-11-20T10:00:00.000Z',
    entries: 1,
    refused: {},
    truncated: false,
    covers: 'name',
    replayed: false,
    digest: sha256(`${observer} ${subject}`).slice(0, 32),
  };
  return { reading, entries: [entry] };
}
