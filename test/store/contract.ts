import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Evidence, Observation } from '../../model/observation.ts';
import { openStore } from '../../store/open.ts';
import { encodeBatch, SegmentRefused, type SegmentSink } from '../../store/spool/segment.ts';
import { openSpool } from '../../store/spool/spool.ts';
import type { Spool, Store, StoreOptions } from '../../store/store.ts';
import { serverContract } from './engine/server-contract.ts';
import { aFinding, aMissed, anEvidence, anObservation, aServer, clock, host, keptLog } from './examples.ts';
import { hostileTexts } from './hostile-texts.ts';
import { latestContract } from './latest-contract.ts';
import { pastContract } from './past-contract.ts';
import { rescoringContract } from './rescoring-contract.ts';
import { temporaryDirectory } from './temporary.ts';
import { vantagesContract } from './vantages-contract.ts';

/** What every mode of the store has to do. `start`: makes a place for it to live, and says where. `open`: as `openStore`. */
export function storeContract<Options extends StoreOptions>(
  mode: Store['mode'],
  start: () => Promise<Options>,
  open: (options: Options, deps: Parameters<typeof openStore>[1]) => ReturnType<typeof openStore> = openStore,
): void {
  describe(`the ${mode} store`, () => {
    let store: Store & SegmentSink;
    let spool: Spool;
    let directory: string;
    const write = async (observations: readonly Observation[], evidence: readonly Evidence[] = []) => {
      await spool.append({ observations, evidence });
      await spool.drain();
    };

    beforeAll(async () => {
      const log = keptLog();
      directory = await temporaryDirectory();
      store = await open(await start(), { log, clock });
      spool = await openSpool({ directory, maxAgeMs: 2 }, { sink: store, log, clock });
    });

    afterAll(async () => {
      await spool.close();
      await store.close();
    });

    it('says which mode it is in', () => {
      expect(store.mode).toBe(mode);
    });

    it('gives an observation back exactly as it was', async () => {
      const observation = anObservation({ server: host('round.example') });
      await write([observation]);

      expect(await store.observation(observation.id)).toStrictEqual(observation);
      expect(await store.history(observation.server, 10)).toStrictEqual([observation]);
      expect(await store.latest([observation.server])).toStrictEqual([observation]);
    });

    it('gives an observation without data back with its failure', async () => {
      const { data: _, ...rest } = anObservation({ server: host('down.example') });
      const failure = { code: 'connect-timeout', stage: 'connect', detail: 'it was silent' } as const;
      const failed: Observation = { ...rest, outcome: 'failed', failure, exchanges: [], replayed: true };
      await write([failed]);

      expect(await store.observation(failed.id)).toStrictEqual(failed);
    });

    it('gives hostile texts back exactly, in every place that takes text', async () => {
      const server = host('hostile.example');
      const written = hostileTexts.map((text, index) =>
        anObservation({ server, probe: `p${index}`, data: { text, [text]: null }, vantage: text }),
      );
      const evidence = hostileTexts.map((text) => anEvidence(`${text} `));
      await write(written, evidence);

      for (const observation of written)
        expect(await store.observation(observation.id)).toStrictEqual(observation);
      for (const one of evidence) expect(await store.evidence(one.keptSha256)).toStrictEqual(one);
    });

    it('gives hostile findings and servers back exactly', async () => {
      const server = host('hostile.example');
      const findings = hostileTexts.map((because, index) =>
        aFinding({ server, rule: `r${String(index).padStart(2, '0')}`, because, evidence: [because] }),
      );
      await store.recordFindings(findings);
      const enrolled = hostileTexts.map((text, index) =>
        aServer(`h${index}.hostile.example`, { customer: text, account: text, expect: { source: text } }),
      );
      await store.enrol(enrolled);

      expect(await store.currentFindings({ server })).toStrictEqual(findings);
      const standings = await store.servers();
      for (const one of enrolled) expect(standings).toContainEqual({ ...one, consent: 'peer' });
    });

    it('does not find what is not there', async () => {
      expect(await store.observation('nothing')).toBeUndefined();
      expect(await store.observation(anObservation({ server: host('never.example') }).id)).toBeUndefined();
      expect(await store.evidence('0'.repeat(64))).toBeUndefined();
      expect(await store.evidence("' OR 1 = 1 --")).toBeUndefined();
      expect(await store.latest([host('never.example')])).toStrictEqual([]);
    });

    it('knows what the latest was before an instant', async () => {
      const server = host('before.example');
      const at = (day: string) =>
        anObservation({ server, scheduledAt: `${day}T10:00:00.000Z`, startedAt: `${day}T10:00:05.000Z` });
      await write([at('2026-10-30'), at('2026-11-02'), at('2026-11-03')]);
      await write([aMissed('2026-11-02T11:00:00.000Z', { server })]);

      expect(await store.latestBefore(server, '2026-11-03T10:00:04.999Z')).toStrictEqual([at('2026-11-02')]);
      expect(await store.latestBefore(server, '2026-11-03T10:00:05.000Z')).toStrictEqual([at('2026-11-03')]);
      expect(await store.latestBefore(server, '2026-10-01T00:00:00.000Z')).toStrictEqual([]);
    });

    it('gives the first observation with data of each probe in a stretch of time, both ends included', async () => {
      const server = host('first.example');
      const [early, late] = ['01', '03'].map((day) => {
        const at = `2026-11-${day}T10:00:00.000Z`;
        return anObservation({ server, scheduledAt: at, startedAt: at });
      });
      await write([early!, late!, aMissed('2026-11-02T10:00:00.000Z', { server })]);
      const from = (since: string, probes = ['nodeinfo']) =>
        store.firstSince({ server, probes, since, until: '2026-11-03T10:00:00.000Z' });

      expect(await from('2026-11-01T10:00:00.000Z')).toStrictEqual([early]);
      expect(await from('2026-11-01T10:00:00.001Z')).toStrictEqual([late]);
      expect(await from('2026-11-03T10:00:00.001Z')).toStrictEqual([]);
      expect(await from('2026-11-01T00:00:00.000Z', [])).toStrictEqual([]);
    });

    it('gives of two vantages that saw the first slot what began first, and of equals the first by name', async () => {
      const server = host('first-twice.example');
      const scheduledAt = '2026-11-01T10:00:00.000Z';
      const began = (vantage: string, second: number, probe: string) =>
        anObservation({ server, scheduledAt, vantage, probe, startedAt: `2026-11-01T10:00:0${second}.000Z` });
      const [late, soon] = [began('a', 2, 'nodeinfo'), began('z', 1, 'nodeinfo')];
      const [second, first] = [began('z', 1, 'tls'), began('a', 1, 'tls')];
      await write([late, second]);
      await write([soon, first]);

      const order = {
        server,
        probes: ['nodeinfo', 'tls'],
        since: scheduledAt,
        until: '2026-11-03T10:00:00.000Z',
      };
      expect(await store.firstSince(order)).toStrictEqual([soon, first]);
    });

    it('gives the newest observations of one server first, up to a limit', async () => {
      const server = host('history.example');
      const hours = ['08', '09', '10'].map((hour) =>
        anObservation({ server, scheduledAt: `2026-11-20T${hour}:00:00.000Z` }),
      );
      await write(hours);

      expect(await store.history(server, 2)).toStrictEqual([hours[2], hours[1]]);
    });

    it('knows when a probe was last scheduled, missed or not, replayed history aside', async () => {
      const server = host('schedule.example');
      const imported = anObservation({ server, replayed: true, scheduledAt: '2026-11-20T13:00:00.000Z' });
      const elsewhere = anObservation({ server, vantage: 'far', scheduledAt: '2026-11-20T12:30:00.000Z' });
      await write([anObservation({ server }), aMissed('2026-11-20T12:00:00.000Z', { server }), imported]);
      await write([elsewhere]);

      const last = (await store.lastScheduled('local')).filter((one) => one.server === server);
      expect(last).toStrictEqual([{ server, probe: 'nodeinfo', scheduledAt: '2026-11-20T12:00:00.000Z' }]);
      const strangers = Array.from({ length: 450 }, (_, n) => host(`stranger${n}.example`));
      expect(await store.lastScheduled('local', [...strangers, server])).toStrictEqual(last);
      expect(await store.lastScheduled('local', [])).toStrictEqual([]);
    });

    it('knows when a server last answered on its address, whatever else failed, replayed history aside', async () => {
      const server = host('alive.example');
      const at = (hour: string) => `2026-11-20T${hour}:00:00.000Z`;
      const imported = anObservation({ server, probe: 'tls', replayed: true, scheduledAt: at('13') });
      await write([
        anObservation({ server, probe: 'robots', scheduledAt: at('09') }),
        anObservation({ server, probe: 'robots', scheduledAt: at('08'), vantage: 'far' }),
        anObservation({ server, probe: 'tls', scheduledAt: at('10') }),
        anObservation({ server, probe: 'dns', scheduledAt: at('11') }),
        aMissed(at('12'), { server, probe: 'robots' }),
        imported,
      ]);

      const never = host('never.example');
      expect(await store.lastAlive([server, never])).toStrictEqual([
        { server, aliveAt: at('10'), vantages: ['far', 'local'] },
      ]);
      expect(await store.lastAlive([])).toStrictEqual([]);
    });

    it('tells which servers changed since an instant, and until when it looked', async () => {
      const server = host('changed.example');
      const before = await store.changedSince('2026-01-01T00:00:00.000Z');
      await write([anObservation({ server })]);
      const after = await store.changedSince(before.until);

      expect(before.servers).not.toContain(server);
      expect(after.servers).toContain(server);
      expect(after.until >= before.until).toBe(true);
    });

    it('begins again where the watermark is ahead of the clock', async () => {
      const server = host('changed.example');
      const { servers, until } = await store.changedSince('2999-01-01T00:00:00.000Z');

      expect(servers).toContain(server);
      expect(until < '2999').toBe(true);
    });

    it('tells of nothing once what was written has settled', async () => {
      await write([anObservation({ server: host('settled.example') })]);
      const settling = { timeout: 15_000, interval: 250 };
      let until = '2026-01-01T00:00:00.000Z';
      await vi.waitFor(async () => {
        const changed = await store.changedSince(until);
        ({ until } = changed);
        expect(changed.servers).toEqual([]);
      }, settling);
    }, 20_000);

    it('takes no finding dated a day ahead for the current one', async () => {
      const server = host('ahead-finding.example');
      const at = (ms: number) => new Date(Date.now() + ms).toISOString();
      const [ahead, older, newer] = [86_400_000, -2_000, -1_000].map((ms) =>
        aFinding({ server, observedAt: at(ms), since: at(-5_000), outcome: ms > 0 ? 'failed' : 'passed' }),
      );
      for (const finding of [ahead!, older!, newer!]) await store.recordFindings([finding]);

      expect(await store.currentFindings({ server })).toStrictEqual([newer]);
      expect(await store.currentFindings({ server, outcomes: ['failed'] })).toStrictEqual([]);
      expect(await store.findingsOf([server])).toStrictEqual([newer]);
      const { evidence: _, ...told } = newer!;
      expect(await store.earlierFindings([server])).toStrictEqual([{ ...told, because: '' }]);
    });

    serverContract(() => ({ store, write }));
    latestContract(() => ({ store, write }));
    pastContract(() => ({ store, write }));
    rescoringContract(() => store);
    vantagesContract(() => ({ store, write }));

    it('keeps evidence once, with the instant it was first seen', async () => {
      const evidence = anEvidence('{"seen":"twice"}');
      await write([], [{ ...evidence, firstSeenAt: '2026-11-21T00:00:00.000Z' }, evidence]);
      await write([], [{ ...evidence, firstSeenAt: '2026-12-02T00:00:00.000Z' }]);

      expect(await store.evidence(evidence.keptSha256)).toStrictEqual(evidence);
    });

    it('refuses a segment for a table that this version does not have', async () => {
      const { parts } = encodeBatch({ observations: [anObservation()], evidence: [] });
      const strange = parts.map((part) => ({ ...part, table: 'deliveries' as 'evidence' }));

      await expect(store.insertSegment({ id: 'strange', parts: strange })).rejects.toThrow(SegmentRefused);
      expect(await store.takesWrites?.()).toBe(true);
    });

    it('says how many rows and bytes each table has', async () => {
      const sizes = await store.size();
      const observations = sizes.find(({ table }) => table === 'observations');

      expect(observations?.rows).toBeGreaterThan(0);
      expect(observations?.bytes).toBeGreaterThan(0);
    });
  });
}
