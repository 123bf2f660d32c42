import { existsSync } from 'node:fs';
import { makeDirectory } from '../engine/directory.ts';
import { lockDirectory } from '../engine/lock.ts';
import { saying } from '../engine/unavailable.ts';
import type { Spool } from '../store.ts';
import { type Batch, placeOf, type SegmentPart, SegmentRefused } from './segment.ts';
import { segmentFiles, type Waiting } from './segment-files.ts';
import { SpoolIntake } from './spool-intake.ts';
import { type LineDeps, SpoolLine } from './spool-line.ts';
import type { SpoolDeps, SpoolEvent, SpoolOptions, TracedSegment } from './spool-options.ts';

export type { SpoolDeps, SpoolEvent, SpoolOptions, TracedSegment };

const defaults = {
  maxRows: 10_000,
  // What waits longer shares an insert: four times the rows in one cost the engine as much as before, and merges find a quarter of the parts. A crowd's
  // segments are five seconds apart, and what a hosted server answered meanwhile is in them.
  maxAgeMs: 2_000,
  maxBytes: 2 ** 30,
  retryMs: [100, 30_000],
  maxFailures: 20,
  closeMs: 5_000,
} as const;

/**
 * Opens a spool and starts to insert what an earlier process left in it. `drain()` tells when that is done.
 * @throws {StoreUnavailable} `locked`; anything else when the directory cannot be made or read.
 */
export async function openSpool(options: SpoolOptions, deps: SpoolDeps): Promise<Spool> {
  const { directory } = options;
  await makeDirectory(directory);
  const lock = await lockDirectory(directory, deps.isRunning ?? ((pid) => existsSync(`/proc/${pid}`)));
  try {
    const files = segmentFiles(directory);
    const leftovers = await files.leftovers();
    return new SegmentSpool({ ...defaults, ...options }, { ...deps, files, lock }, leftovers);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** What came of a segment, and so what becomes of its file. */
type Ending = 'stored' | 'gone' | { readonly refused: string };

class SegmentSpool implements Spool {
  private readonly settings: Required<SpoolOptions>;
  private readonly deps: LineDeps;
  private readonly line: SpoolLine;
  private readonly intake: SpoolIntake;
  /** Of the first segment in line, while the store took other writes. */
  private failures = 0;
  private readonly inserting: Promise<void>;

  constructor(settings: Required<SpoolOptions>, deps: LineDeps, leftovers: readonly Waiting[]) {
    this.settings = settings;
    this.deps = deps;
    this.line = new SpoolLine(settings, deps, leftovers);
    const place = placeOf(leftovers.at(-1)?.id ?? '0');
    this.intake = new SpoolIntake(settings, deps, { line: this.line, place });
    this.inserting = this.insertAll();
  }

  append(batch: Batch): Promise<void> {
    return this.intake.append(batch);
  }

  async drain(): Promise<void> {
    const { line } = this;
    const last = await this.intake.flush();
    while (line.reaches(last)) {
      if (!line.progress.isBefore('flushed')) throw new Error('the spool closed before all was stored');
      await line.progress.change;
    }
  }

  depth(): { readonly segments: number; readonly bytes: number } {
    return this.line.depth();
  }

  hurry(): void {
    this.line.progress.enter('hurrying');
    this.intake.hurry();
  }

  /** At the first failure, or when the time is up, the rest stays on disk for the next process. */
  async close(): Promise<void> {
    const { progress } = this.line;
    progress.enter('closing');
    await this.intake.flush();
    progress.enter('flushed');
    const timer = setTimeout(() => progress.enter('over'), this.settings.closeMs);
    const insertedAll = this.inserting.then(() => progress.enter('over'));
    while (progress.isBefore('over')) await Promise.race([insertedAll, progress.change]);
    clearTimeout(timer);
    const { directory } = this.settings;
    if (this.line.first !== undefined)
      this.deps.log.warn('spool closed with segments on disk', { directory, ...this.depth() });
    await this.deps.lock.release();
  }

  private async insertAll(): Promise<void> {
    const { line } = this;
    while (line.progress.isBefore(line.first === undefined ? 'flushed' : 'over')) {
      const next = line.first;
      if (next === undefined) await line.progress.change;
      else if (await this.takeIn(next)) this.forget();
      else return;
    }
  }

  /** False: the spool closes first. What fails is tried again without what came before it, as rows that come twice have to be merged away. */
  private async takeIn(next: TracedSegment): Promise<boolean> {
    const stored = new Set<SegmentPart['table']>();
    const ending = await this.line.keepTrying('segment not stored', next.id, () => this.insert(next, stored));
    if (ending === 'over') return false;
    const cleared = await this.line.keepTrying('segment still on disk', next.id, () =>
      this.clear(next, ending),
    );
    return cleared !== 'over';
  }

  private forget(): void {
    this.failures = 0;
    this.line.leave();
  }

  /** `stored`: the parts that went in so far; it grows. */
  private async insert(traced: TracedSegment, stored: Set<SegmentPart['table']>): Promise<Ending> {
    const { files, sink } = this.deps;
    const segment = await files.read(traced.id);
    if (segment === 'gone') return 'gone';
    if (segment === 'damaged') return { refused: 'the file is damaged' };
    try {
      this.line.trace('inserting', traced);
      const parts = segment.parts.filter(({ table }) => !stored.has(table));
      await sink.insertSegment({ ...segment, parts }, ({ table }) => stored.add(table));
    } catch (error) {
      if (error instanceof SegmentRefused || (await this.isPoison())) return { refused: saying(error) };
      throw error;
    }
    this.line.trace('inserted', traced);
    return 'stored';
  }

  /** Has the segment failed so often that the fault is its own? Only failures count while other writes succeed. */
  private async isPoison(): Promise<boolean> {
    if (await this.deps.sink.takesWrites?.()) this.failures += 1;
    return this.failures >= this.settings.maxFailures;
  }

  private async clear(segment: TracedSegment, ending: Ending): Promise<void> {
    if (ending === 'gone') this.miss(segment);
    else if (ending === 'stored') await this.remove(segment);
    else await this.refuse(segment, ending.refused);
  }

  private async remove(segment: TracedSegment): Promise<void> {
    this.line.trace('deleting', segment);
    await this.deps.files.remove(segment.id);
    this.line.trace('deleted', segment);
  }

  private miss(segment: TracedSegment): void {
    const { directory } = this.settings;
    const { id, observations } = segment;
    this.deps.log.error('segment is gone from the spool', {
      id,
      directory,
      observations: observations.length,
    });
    this.line.trace('lost', segment);
  }

  private async refuse(segment: TracedSegment, reason: string): Promise<void> {
    const { files, log } = this.deps;
    if ((await files.read(segment.id)) === 'gone') return this.miss(segment);
    await files.putAside(segment.id);
    log.error('segment put aside in refused/', { id: segment.id, reason });
    this.line.trace('refused', segment);
  }
}
