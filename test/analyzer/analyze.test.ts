import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../analyzer/analyze.ts';
import type { Observation } from '../../model/observation.ts';
import { observationId } from '../../model/observation-id.ts';
import { anExchange, aServer, host, observed } from '../../rules/given/builders.ts';
import { aSession, aTls } from '../../rules/given/certificates.ts';
import { nodeInfoOf } from '../../rules/given/documents.ts';
import { places as placesRead } from '../../rules/given/offers.ts';
import { rules } from '../../rules/index.ts';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool/spool.ts';
import type { Spool, Store } from '../../store/store.ts';
import { clock, keptLog } from '../store/examples.ts';
import { storeDirectory } from '../store/furnished.ts';
import { temporaryDirectory } from '../store/temporary.ts';

const monday = '2026-06-01T12:00:00.000Z';
const tuesday = '2026-06-02T12:00:00.000Z';
const wednesday = '2026-06-03T12:00:00.000Z';
const epoch = new Date(0).toISOString();

/** The observation as the crawler would have made it at that time. */
function at(startedAt: string, observation: Observation, server = aServer.host): Observation {
  const made = { ...observation, server, scheduledAt: startedAt, startedAt };
  return { ...made, id: observationId(made) };
}

const valid = observed('tls', aTls());
const expired = observed('tls', aTls(aSession({ problem: 'tls-expired' })));
const posing = observed('nodeinfo', nodeInfoOf('nextsocial'), {
  exchanges: [anExchange({ responseHeaders: { server: 'Mastodon' }, cookieNames: ['_mastodon_session'] })],
});
/** Its pages were read, and named nothing: only then is a name of its own told against it. */
const plain = observed('source-offers', { places: placesRead(), offers: [], pageSigns: [] });

describe('analyze, over the embedded store', () => {
  const log = keptLog();
  let store: Store;
  let spool: Spool;
  const pass = async (watermark = epoch) => analyze({ store, rules, log }, watermark);
  const write = async (...observations: readonly Observation[]) => {
    await spool.append({ observations, evidence: [] });
    await spool.drain();
  };
  const current = async (rule: string, server = aServer.host) =>
    (await store.currentFindings({ server })).find((finding) => finding.rule === rule);

  beforeAll(async () => {
    const opened = await openStore({ path: await storeDirectory() }, { log, clock });
    store = opened;
    spool = await openSpool(
      { directory: await temporaryDirectory(), maxAgeMs: 2 },
      { sink: opened, log, clock },
    );
    await store.enrol([aServer, { ...aServer, host: host('posing.example') }]);
  });

  afterAll(async () => {
    await spool.close();
    await store.close();
  });

  test('writes the first findings of a server', async () => {
    await write(at(monday, valid));

    const { judged, transitions, bugs } = await pass();

    expect({ judged, bugs }).toEqual({ judged: [aServer.host], bugs: [] });
    expect(transitions).toBe((await store.currentFindings({ server: aServer.host })).length);
    expect(await current('tls.valid')).toMatchObject({
      outcome: 'passed',
      observedAt: monday,
      since: monday,
    });
  });

  test('the same observations again write nothing', async () => {
    expect((await pass()).transitions).toBe(0);
  });

  test('an equal verdict on a newer observation writes nothing', async () => {
    await write(at(tuesday, valid));

    expect((await pass()).transitions).toBe(0);
    expect(await current('tls.valid')).toMatchObject({ observedAt: monday });
  });

  test('a changed verdict is one transition, from the observation that showed it', async () => {
    const seen = at(wednesday, expired);
    await write(seen);

    expect((await pass()).transitions).toBe(1);
    expect(await current('tls.valid')).toMatchObject({
      outcome: 'failed',
      since: wednesday,
      evidence: [seen.id],
    });
    const outcomes = (await store.transitions(aServer.host, 'tls.valid', 10)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['failed', 'passed']);
  });

  test('from the watermark on, only servers that changed are judged', async () => {
    const { watermark } = await pass();
    await write(at(monday, posing, host('posing.example')), at(monday, plain, host('posing.example')));
    const later = await pass(watermark);

    expect(later.watermark > watermark).toBe(true);
    expect((await store.currentFindings({ server: host('posing.example') })).length).toBeGreaterThan(0);
  });

  test('a negative licence finding waits for a second observation a day later', async () => {
    const server = host('posing.example');
    expect(await current('licence.software-declared', server)).toMatchObject({
      outcome: 'cannot-tell',
      because: expect.stringContaining('awaiting-second-observation'),
    });

    await write(at(tuesday, posing, server), at(tuesday, plain, server));
    await pass();

    const finding = await current('licence.software-declared', server);
    expect(finding).toMatchObject({ outcome: 'failed', severity: 'warning', since: tuesday });
    expect(finding?.evidence).toHaveLength(4);
  });

  test('servers that are not enrolled are left out', async () => {
    await write(at(monday, valid, host('stranger.example')));
    await pass();

    expect(await store.currentFindings({ server: host('stranger.example') })).toEqual([]);
  });

  test('a rule that throws is logged with its server, and reported', async () => {
    const [first] = rules;
    if (first === undefined) throw new Error('there are rules');
    const broken = {
      ...first,
      id: 'test.broken',
      needs: ['tls'] as const,
      settles: [],
      check() {
        throw new Error('a slip');
      },
    };

    const { bugs } = await analyze({ store, rules: [broken], log }, epoch);

    expect(bugs.map(({ rule, server }) => ({ rule, server }))).toEqual([
      { rule: 'test.broken', server: 'example.org' },
    ]);
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', message: 'a rule threw' }));
  });
});
