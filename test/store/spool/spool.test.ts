import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Observation } from '../../../model/observation.ts';
import { type Segment, SegmentRefused, type SegmentSink } from '../../../store/spool/segment.ts';
import { openSpool, type SpoolEvent, type SpoolOptions } from '../../../store/spool/spool.ts';
import { anEvidence, anObservation, clock, keptLog } from '../examples.ts';
import { temporaryDirectory } from '../temporary.ts';

/** Takes segments, or refuses them as `answer` says; keeps the vantages it was given, in order. */
class KeptSink implements SegmentSink {
  readonly taken: string[] = [];
  readonly segments: Segment[] = [];
  answer: () => Promise<void> = async () => undefined;

  async insertSegment(segment: Segment): Promise<void> {
    this.segments.push(segment);
    await this.answer();
    const lines = segment.parts.flatMap(({ body }) => body.toString().trim().split('\n'));
    this.taken.push(...lines.map((line) => JSON.parse(line).vantage ?? 'evidence'));
  }
}

const numbered = (vantage: string) => anObservation({ vantage });
const batch = (...observations: Observation[]) => ({ observations, evidence: [] });
const down = async () => {
  throw new Error('the store is down');
};

describe('the spool', () => {
  let directory: string;
  let sink: KeptSink;
  let log: ReturnType<typeof keptLog>;
  let events: [SpoolEvent, string][];
  const open = (options: Partial<SpoolOptions> = {}) =>
    openSpool(
      { directory, maxAgeMs: 5, retryMs: [1, 8], ...options },
      { sink, log, clock, trace: (event, { id }) => events.push([event, id]) },
    );
  const segmentsOnDisk = async () =>
    (await readdir(directory)).filter((name) => name.endsWith('.segment')).toSorted();

  beforeEach(async () => {
    directory = await temporaryDirectory();
    sink = new KeptSink();
    log = keptLog();
    events = [];
  });

  it('goes through every step in order, and leaves nothing behind', async () => {
    const spool = await open();
    await spool.append(batch(numbered('a')));
    const acknowledged = events.map(([event]) => event);
    await spool.drain();
    await spool.close();

    expect(acknowledged).toContain('fsynced');
    const steps = ['writing', 'fsynced', 'inserting', 'inserted', 'deleting', 'deleted'];
    expect(events.map(([event]) => event)).toEqual(steps);
    expect(new Set(events.map(([, id]) => id)).size).toBe(1);
    expect(await segmentsOnDisk()).toEqual([]);
    expect(spool.depth()).toEqual({ segments: 0, bytes: 0 });
  });

  it('has a batch on disk before it acknowledges it', async () => {
    sink.answer = down;
    const spool = await open();
    await spool.append(batch(numbered('a')));

    expect(await segmentsOnDisk()).toHaveLength(1);
    await spool.close();
  });

  it('puts batches that arrive together into one segment', async () => {
    const spool = await open({ maxAgeMs: 20 });
    await Promise.all(['a', 'b', 'c'].map((name) => spool.append(batch(numbered(name)))));
    await spool.close();

    expect(sink.segments).toHaveLength(1);
    expect(sink.taken).toEqual(['a', 'b', 'c']);
  });

  it('closes a segment that is full without waiting for its age', async () => {
    const spool = await open({ maxAgeMs: 60_000, maxRows: 2 });
    await Promise.all([spool.append(batch(numbered('a'))), spool.append(batch(numbered('b')))]);
    await spool.close();

    expect(sink.taken).toEqual(['a', 'b']);
  });

  it('inserts evidence before the observations that cite it', async () => {
    const spool = await open();
    await spool.append({ observations: [numbered('a')], evidence: [anEvidence('x')] });
    await spool.close();

    expect(sink.segments[0]?.parts.map(({ table }) => table)).toEqual(['evidence', 'observations']);
  });

  it('rejects a batch that cannot be written, and that batch only', async () => {
    const spool = await open({ maxAgeMs: 20 });
    const bad = spool.append(batch({ ...numbered('bad'), id: 'made-up' }));
    const good = spool.append(batch(numbered('good')));

    await expect(bad).rejects.toThrow(RangeError);
    await good;
    await spool.close();
    expect(sink.taken).toEqual(['good']);
  });

  it('keeps trying with the same bytes while the store is down, and then inserts in order', async () => {
    let attempts = 0;
    sink.answer = () => (++attempts <= 5 ? down() : Promise.resolve());
    const spool = await open();
    for (const name of ['a', 'b', 'c']) await spool.append(batch(numbered(name)));
    await spool.drain();

    expect(sink.taken).toEqual(['a', 'b', 'c']);
    const first = sink.segments.slice(0, 6);
    expect(new Set(first.map(({ id }) => id)).size).toBe(1);
    expect(new Set(first.map(({ parts }) => parts[0]?.body.toString())).size).toBe(1);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(5);
    await spool.close();
  });

  it('makes append wait at the cap, and lets it go on when the store is back', async () => {
    sink.answer = down;
    const spool = await open({ maxBytes: 1 });
    await spool.append(batch(numbered('a')));
    let acknowledged = false;
    const waiting = spool.append(batch(numbered('b'))).then(() => {
      acknowledged = true;
    });
    while (sink.segments.length < 4) await new Promise(setImmediate);
    expect(acknowledged).toBe(false);
    expect(spool.depth().segments).toBe(1);

    sink.answer = async () => undefined;
    await waiting;
    await spool.close();
    expect(sink.taken).toEqual(['a', 'b']);
  });

  it('leaves on disk what the store did not take, and replays it in order at the next start', async () => {
    sink.answer = down;
    const first = await open();
    for (const name of ['a', 'b']) await first.append(batch(numbered(name)));
    await first.close();
    expect(await segmentsOnDisk()).toHaveLength(2);

    sink.answer = async () => undefined;
    const second = await open();
    expect(second.depth().segments).toBe(2);
    await second.append(batch(numbered('c')));
    await second.drain();
    await second.close();
    expect(sink.taken).toEqual(['a', 'b', 'c']);
  });

  it('puts a segment aside that the store refuses, and goes on', async () => {
    sink.answer = async () => {
      sink.answer = async () => undefined;
      throw new SegmentRefused('column does not exist');
    };
    const spool = await open();
    await spool.append(batch(numbered('refused')));
    await spool.append(batch(numbered('good')));
    await spool.close();

    expect(sink.taken).toEqual(['good']);
    expect(await readdir(join(directory, 'refused'))).toHaveLength(1);
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('appends nothing after it was closed', async () => {
    const spool = await open();
    await spool.close();

    await expect(spool.append(batch(numbered('late')))).rejects.toThrow('closed');
    await expect(spool.append(batch())).resolves.toBeUndefined();
  });
});
