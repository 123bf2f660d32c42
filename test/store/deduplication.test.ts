import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../store/open.ts';
import {
  type Batch,
  decodeSegment,
  encodeBatch,
  encodeSegment,
  type Segment,
  type SegmentSink,
  segmentId,
} from '../../store/spool/segment.ts';
import { openSpool } from '../../store/spool/spool.ts';
import type { Store } from '../../store/store.ts';
import { aFinding, anEvidence, anObservation, clock, host, keptLog } from './examples.ts';
import { storeDirectory } from './furnished.ts';
import { temporaryDirectory } from './temporary.ts';

function segment(place: number, batch: Batch): Segment {
  const bytes = encodeSegment([encodeBatch(batch)]);
  return decodeSegment(segmentId(place, bytes), bytes)!;
}

const fedSql = `SELECT (SELECT toUInt32(sum(length(asked))) FROM visits_by_point FINAL) AS asked, (SELECT toUInt32(count()) FROM answers FINAL) AS answers,
  (SELECT toUInt32(count()) FROM compared FINAL) AS compared`;
const partsSql =
  "SELECT path FROM system.parts WHERE active AND table = 'observations' AND database = currentDatabase()";

describe('what is written twice', () => {
  let store: Store & SegmentSink;

  beforeAll(async () => {
    store = await openStore({ path: await storeDirectory() }, { log: keptLog(), clock });
  });
  afterAll(() => store.close());

  it('is one for every reader when the same segment comes again, in its tables and in those that are fed by them', async () => {
    const server = host('again.example');
    const observations = ['dns', 'nodeinfo', 'tls'].map((probe) => anObservation({ server, probe }));
    const evidence = [anEvidence('again')];
    const once = segment(1, { observations, evidence });
    for (let time = 0; time < 3; time++) await store.insertSegment(once);

    expect(await store.history(server, 10)).toStrictEqual(observations);
    expect(await store.latest([server])).toStrictEqual(observations);
    expect(await store.evidence(evidence[0]!.keptSha256)).toStrictEqual(evidence[0]);
    const scheduled = (await store.lastScheduled('local')).filter((one) => one.server === server);
    expect(scheduled).toHaveLength(3);
    const [fed] = await store.select({ sql: fedSql });
    expect(fed).toEqual({ asked: 3, answers: 1, compared: 1 });
  });

  it('does not make the engine drop other rows that follow', async () => {
    const server = host('other.example');
    const day = (number: number) =>
      anObservation({ server, scheduledAt: `2026-11-0${number}T00:00:00.000Z` });
    for (const number of [1, 2, 3])
      await store.insertSegment(segment(20 + number, { observations: [day(number)], evidence: [] }));

    expect(await store.history(server, 10)).toStrictEqual([day(3), day(2), day(1)]);
  });

  it('lies on disk as exactly the bytes that are inserted', async () => {
    const directory = await temporaryDirectory();
    const taken: Segment[] = [];
    const files: Buffer[] = [];
    const insertSegment = async (one: Segment) => {
      taken.push(one);
      for (const name of await readdir(directory)) files.push(await readFile(join(directory, name)));
    };
    const spool = await openSpool({ directory }, { sink: { insertSegment }, log: keptLog(), clock });
    await spool.append({ observations: [anObservation()], evidence: [anEvidence('bytes')] });
    await spool.close();

    const inserted = Buffer.concat(taken[0]!.parts.map(({ body }) => body));
    expect(files[0]?.subarray(-inserted.length).equals(inserted)).toBe(true);
  });
});

describe('what the engine had noted when it was killed, and had no rows of', () => {
  it('is there when it comes again', async () => {
    const path = await storeDirectory();
    const server = host('noted.example');
    const once = segment(2, { observations: [anObservation({ server })], evidence: [] });
    const first = await openStore({ path }, { log: keptLog(), clock });
    await first.insertSegment(once);
    const parts = (await first.select({ sql: partsSql })) as { path: string }[];
    await first.close();
    for (const part of parts) await rm(part.path, { recursive: true });

    const second = await openStore({ path }, { log: keptLog(), clock });
    expect(await second.history(server, 10)).toStrictEqual([]);
    await second.insertSegment(once);
    expect(await second.history(server, 10)).toStrictEqual([anObservation({ server })]);
    await second.close();
  });
});

describe('findings', () => {
  let store: Store;
  const server = host('findings.example');
  const at = (day: string) => `2026-11-${day}T10:00:00.000Z`;

  beforeAll(async () => {
    store = await openStore({ path: await storeDirectory() }, { log: keptLog(), clock });
  });
  afterAll(() => store.close());

  it('are one when they are recorded twice', async () => {
    const finding = aFinding({ server, rule: 'twice' });
    await store.recordFindings([finding]);
    await store.recordFindings([finding]);

    expect(await store.transitions(server, 'twice', 10)).toStrictEqual([finding]);
    expect(await store.currentFindings({ server })).toContainEqual(finding);
  });

  it('show the newest verdict as the current one, whatever was written last', async () => {
    const older = aFinding({ server, rule: 'newest', observedAt: at('01'), since: at('01') });
    const newer = aFinding({
      server,
      rule: 'newest',
      observedAt: at('02'),
      since: at('02'),
      outcome: 'passed',
    });
    await store.recordFindings([newer]);
    await store.recordFindings([older]);

    const current = (await store.currentFindings({ server })).filter(({ rule }) => rule === 'newest');
    expect(current).toStrictEqual([newer]);
  });

  it('show the verdict that was written last when two rest on the same observation', async () => {
    const verdict = (outcome: 'passed' | 'failed') => aFinding({ server, rule: 'returned', outcome });
    for (const outcome of ['failed', 'passed', 'failed'] as const)
      await store.recordFindings([verdict(outcome)]);

    const current = (await store.currentFindings({ server })).filter(({ rule }) => rule === 'returned');
    expect(current).toStrictEqual([verdict('failed')]);
  });

  it('give the transitions of one rule, newest first, each with its newest finding', async () => {
    const step = (day: string, since: string, outcome: 'passed' | 'failed') =>
      aFinding({ server, rule: 'steps', observedAt: at(day), since: at(since), outcome });
    const steps = [
      step('01', '01', 'passed'),
      step('02', '02', 'failed'),
      step('03', '02', 'failed'),
      step('04', '04', 'passed'),
    ];
    await store.recordFindings(steps);

    expect(await store.transitions(server, 'steps', 10)).toStrictEqual([steps[3], steps[2], steps[0]]);
    expect(await store.transitions(server, 'steps', 1)).toStrictEqual([steps[3]]);
  });

  it('are narrowed after the newest was found, so that a settled failure does not show through', async () => {
    const elsewhere = host('narrowed.example');
    const failed = aFinding({ server: elsewhere, observedAt: at('01'), audience: 'legal' });
    const passed = aFinding({
      server: elsewhere,
      observedAt: at('02'),
      audience: 'legal',
      outcome: 'passed',
    });
    await store.recordFindings([failed]);
    await store.recordFindings([passed]);

    expect(await store.currentFindings({ audience: 'legal', outcomes: ['failed'] })).toStrictEqual([]);
    expect(await store.currentFindings({ audience: 'legal', outcomes: ['passed', 'failed'] })).toStrictEqual([
      passed,
    ]);
  });
});
