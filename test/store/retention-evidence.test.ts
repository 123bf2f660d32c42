import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../model/host.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import type { Engine } from '../../store/engine/engine.ts';
import { knownMigrations, migrate } from '../../store/migrations.ts';
import { storeOver } from '../../store/open.ts';
import type { RetentionOrder } from '../../store/retention.ts';
import { encodeBatch } from '../../store/spool/segment.ts';
import { aFinding, anEvidence, anObservation, host, keptLog, sha256 } from './examples.ts';
import { storeDirectory } from './furnished.ts';

const now = Date.parse('2026-11-21T00:00:00.000Z');
const clock = { now: () => now, elapsed: () => 0 };
const old = '2026-06-01T00:00:00.000Z';
const held = host('held.example');
const peer = host('peer.example');
const accused = host('accused.example');
const short: RetentionOrder['days'] = { observations: 30, evidence: 30, findings: 30 };

describe('evidence that a finding rests on', () => {
  let engine: Engine;
  let store: ReturnType<typeof storeOver>;
  beforeAll(async () => {
    engine = await openEmbedded(await storeDirectory());
    await migrate(engine, knownMigrations(), { log: keptLog(), clock, dialect: {} });
    store = storeOver(engine, clock);
    for (const server of [peer, accused]) await see(server, 'cited');
    await see(peer, 'not cited', '2026-06-02T00:00:00.000Z');
    const cited = (server: Host) => anObservation({ server, scheduledAt: old }).id;
    await store.recordFindings([
      aFinding({ server: held, rule: 'peering.one-way', evidence: [cited(peer)] }),
      finding('failed', [cited(accused)]),
      finding('passed', [], '2026-11-01T00:00:00.000Z'),
    ]);
  });
  afterAll(() => engine.close());

  const finding = (outcome: 'failed' | 'passed', evidence: readonly string[], at = old) =>
    aFinding({
      server: accused,
      rule: 'licence.offer-present',
      outcome,
      evidence,
      observedAt: at,
      since: at,
    });

  async function see(server: Host, content: string, scheduledAt = old): Promise<void> {
    const hash = sha256(`${content} of ${server}`);
    const body = { receivedSha256: hash, keptSha256: hash, wireBytes: 1, decodedBytes: 1, truncated: false };
    const exchanges = [{ ...anObservation().exchanges[0]!, body }];
    const observations = [anObservation({ server, scheduledAt, startedAt: scheduledAt, exchanges })];
    const evidence = [anEvidence(`${content} of ${server}`, { firstSeenAt: scheduledAt })];
    const { parts } = encodeBatch({ observations, evidence });
    await store.insertSegment({
      id: sha256(`${server} ${content}`),
      parts: parts.filter(({ rows }) => rows > 0),
    });
  }

  const isThere = async (server: Host, content = 'cited', scheduledAt = old) => [
    (await store.observation(anObservation({ server, scheduledAt }).id)) !== undefined,
    (await store.evidence(sha256(`${content} of ${server}`))) !== undefined,
  ];

  it('stays, wherever it was seen, while the server of the finding is held', async () => {
    await store.expire({ days: { ...short, licence_evidence: 365 }, held: [held] });

    expect(await isThere(peer)).toEqual([true, true]);
    expect(await isThere(peer, 'not cited', '2026-06-02T00:00:00.000Z')).toEqual([false, false]);
  });

  it('stays behind a negative licence verdict as long as its own days say, also when the verdict is over', async () => {
    expect(await isThere(accused)).toEqual([true, true]);
    expect(await store.transitions(accused, 'licence.offer-present', 10)).toHaveLength(2);

    await store.expire({ days: { ...short, licence_evidence: 90 }, held: [held] });

    expect(await isThere(accused)).toEqual([false, false]);
    expect(await store.transitions(accused, 'licence.offer-present', 10)).toHaveLength(1);
    expect(await isThere(peer)).toEqual([true, true]);
  });

  it('goes when the hold is over', async () => {
    await store.expire({ days: short, held: [] });

    expect(await isThere(peer)).toEqual([false, false]);
  });

  it('is found from the change on: the first finding of an unbroken row', async () => {
    const later = aFinding({ observedAt: '2026-11-20T12:00:00.000Z', because: 'still' });
    await store.recordFindings([aFinding(), later]);

    expect(await store.firstFinding(later)).toEqual(aFinding());
    expect(await store.firstFinding(aFinding({ since: old }))).toBeUndefined();
    expect(await store.firstFinding(aFinding({ labels: { peer: 'x.example' } }))).toBeUndefined();
  });
});
