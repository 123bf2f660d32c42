import { mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../../../model/log.ts';
import { openEmbedded } from '../../../store/engine/embedded.ts';
import { storeOver } from '../../../store/open.ts';
import { type Segment, SegmentRefused, type SegmentSink, segmentFile } from '../../../store/spool/segment.ts';
import { openSpool, type SpoolDeps } from '../../../store/spool/spool.ts';
import { anEvidence, anObservation, clock, keptLog } from '../examples.ts';
import { storeDirectory } from '../furnished.ts';
import { temporaryDirectory } from '../temporary.ts';

const batch = { observations: [anObservation()], evidence: [anEvidence('cited')] };

describe('a spool that tries again', () => {
  let directory: string;
  let log: ReturnType<typeof keptLog>;
  const of = (level: string) => log.lines.filter((line) => line.level === level);
  const open = (sink: SegmentSink, deps: Partial<SpoolDeps> = {}) =>
    openSpool({ directory, maxAgeMs: 2, retryMs: [1, 8] }, { sink, log, clock, ...deps });
  /** The log, by which somebody is called at every warning. */
  const calling = (mend: () => unknown): Log => ({
    ...log,
    warn: (message, fields) => {
      log.warn(message, fields);
      mend();
    },
  });

  beforeEach(async () => {
    directory = join(await temporaryDirectory(), 'spool');
    log = keptLog();
  });

  it('begins at the part that failed', async () => {
    const sent: string[] = [];
    let failures = 3;
    const insertSegment: SegmentSink['insertSegment'] = async ({ parts }, stored) => {
      for (const part of parts) {
        sent.push(part.table);
        if (part.table === 'observations' && failures-- > 0) throw new Error('not now');
        stored?.(part);
      }
    };
    const spool = await open({ insertSegment });
    await spool.append(batch);
    await spool.drain();
    await spool.append(batch);
    await spool.close();

    const again = ['observations', 'observations', 'observations'];
    expect(sent).toEqual(['evidence', 'observations', ...again, 'evidence', 'observations']);
  });

  it('leaves no row twice in the engine, though the table after it takes nothing for a while', async () => {
    const engine = await openEmbedded(await storeDirectory());
    const { insertSegment } = storeOver(engine, clock);
    await engine.command('DETACH TABLE observations');
    const failedTwice = Promise.withResolvers<void>();
    const spool = await open(
      { insertSegment },
      { log: calling(() => of('warn').length === 2 && failedTwice.resolve()) },
    );
    await spool.append(batch);
    await failedTwice.promise;
    await engine.command('ATTACH TABLE observations');
    await spool.drain();
    await spool.close();

    const sql =
      'SELECT (SELECT toUInt32(count()) FROM evidence) AS evidence, toUInt32(count()) AS observations';
    expect(await engine.rows({ sql: `${sql} FROM observations` })).toEqual([
      { evidence: 1, observations: 1 },
    ]);
    await engine.close();
  });

  it('removes a file that did not go at once, and stores nothing again', async () => {
    const stored: string[] = [];
    const aside = `${directory}-aside`;
    let path = '';
    const spool = await open(
      { insertSegment: async ({ parts }) => void stored.push(...parts.map(({ table }) => table)) },
      {
        trace: (event, { id }) => {
          if (event !== 'deleting' || path !== '') return;
          path = join(directory, segmentFile(id));
          // A directory in its place is not removed as a file is, whoever tries.
          renameSync(path, aside);
          mkdirSync(path);
        },
        log: calling(() => {
          rmdirSync(path);
          renameSync(aside, path);
        }),
      },
    );
    await spool.append(batch);
    await spool.drain();
    await spool.close();

    expect(stored).toEqual(['evidence', 'observations']);
    expect(of('warn')).toMatchObject([{ message: 'segment still on disk' }]);
    expect(await readdir(directory)).toEqual([]);
  });

  it('puts aside what did not go aside at once, and says so when it is there', async () => {
    let attempts = 0;
    const insertSegment = async () => {
      attempts += 1;
      throw new SegmentRefused('column does not exist');
    };
    const inTheWay = join(directory, 'refused');
    const spool = await open({ insertSegment }, { log: calling(() => rmSync(inTheWay)) });
    writeFileSync(inTheWay, '');
    await spool.append(batch);
    await spool.drain();
    await spool.close();

    expect([attempts, of('warn').length]).toEqual([1, 1]);
    expect(of('error')).toMatchObject([{ message: 'segment put aside in refused/' }]);
    expect(await readdir(inTheWay)).toHaveLength(1);
  });

  it('forgets what was refused when its file is gone', async () => {
    const insertSegment = async ({ id }: Segment) => {
      rmSync(join(directory, segmentFile(id)));
      throw new SegmentRefused('column does not exist');
    };
    const spool = await open({ insertSegment });
    await spool.append(batch);
    await spool.drain();
    await spool.close();

    expect(of('error')).toMatchObject([{ message: 'segment is gone from the spool' }]);
  });
});
