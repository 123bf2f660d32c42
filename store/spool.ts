import { existsSync } from 'node:fs';
import { makeDirectory } from './directory.ts';
import { GroupCommit } from './group-commit.ts';
import { type Lock, lockDirectory } from './lock.ts';
import { Progress } from './phase.ts';
import {
  type Batch,
  type EncodedBatch,
  encodeBatch,
  encodeSegment,
  placeOf,
  type SegmentPart,
  SegmentRefused,
  segmentId,
} from './segment.ts';
import { type SegmentFiles, segmentFiles, type Waiting } from './segment-files.ts';
import type { SpoolDeps, SpoolEvent, SpoolOptions, TracedSegment } from './spool-options.ts';
import type { Spool } from './store.ts';
import { saying } from './unavailable.ts';

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
  private readonly deps: SpoolDeps & { readonly files: SegmentFiles; readonly lock: Lock };
  private readonly group: GroupCommit<EncodedBatch>;
  private readonly waiting: (Waiting & TracedSegment)[];
  private readonly progress = new Progress();
  private bytes = 0;
  private place: number;
  /** Of the first segment in line, while the store took other writes. */
  private failures = 0;
  private readonly inserting: Promise<void>;

  constructor(settings: SegmentSpool['settings'], deps: SegmentSpool['deps'], leftovers: readonly Waiting[]) {
    this.settings = settings;
    this.deps = deps;
    this.waiting = leftovers.map((segment) => ({ ...segment, observations: [] }));
    for (const { bytes } of leftovers) this.bytes += bytes;
    this.place = placeOf(leftovers.at(-1)?.id ?? '0');
    this.group = new GroupCommit({
      maxSize: settings.maxRows,
      maxAgeMs: settings.maxAgeMs,
      elapsed: () => deps.clock.elapsed(),
      sizeOf: ({ rows }) => rows,
      commit: (batches) => this.acknowledge(batches),
    });
    this.inserting = this.insertAll();
  }

  async append(batch: Batch): Promise<void> {
    // Encoded here, so that a batch that cannot be stored fails alone, not with the group it would land in.
    const encoded = encodeBatch(batch);
    if (encoded.rows === 0) return;
    while (this.isFull() && this.progress.isBefore('hurrying')) await this.progress.change;
    if (!this.progress.isBefore('closing')) throw new Error('the spool is closed');
    if (this.isFull()) throw this.lost(encoded.observations.length, 'the spool is full');
    await this.group.add(encoded);
  }

  async drain(): Promise<void> {
    await this.group.flush();
    const last = this.place;
    while (this.waiting.some(({ id }) => placeOf(id) <= last)) {
      if (!this.progress.isBefore('flushed')) throw new Error('the spool closed before all was stored');
      await this.progress.change;
    }
  }

  depth(): { readonly segments: number; readonly bytes: number } {
    return { segments: this.waiting.length, bytes: this.bytes };
  }

  hurry(): void {
    this.progress.enter('hurrying');
    this.group.hurry();
  }

  /** At the first failure, or when the time is up, the rest stays on disk for the next process. */
  async close(): Promise<void> {
    this.progress.enter('closing');
    await this.group.flush();
    this.progress.enter('flushed');
    const timer = setTimeout(() => this.progress.enter('over'), this.settings.closeMs);
    const insertedAll = this.inserting.then(() => this.progress.enter('over'));
    while (this.progress.isBefore('over')) await Promise.race([insertedAll, this.progress.change]);
    clearTimeout(timer);
    const { directory } = this.settings;
    if (this.waiting.length > 0)
      this.deps.log.warn('spool closed with segments on disk', { directory, ...this.depth() });
    await this.deps.lock.release();
  }

  private isFull(): boolean {
    return this.bytes >= this.settings.maxBytes;
  }

  /** Tells what is lost, and where. */
  private lost(observations: number, reason: string): Error {
    const { directory } = this.settings;
    this.deps.log.error('observations lost', { observations, directory, reason });
    return new Error(`${reason}: ${observations} observations did not get into ${directory}`);
  }

  private async acknowledge(batches: readonly EncodedBatch[]): Promise<void> {
    const bytes = encodeSegment(batches);
    this.place = Math.max(this.place + 1, this.deps.clock.now());
    const id = segmentId(this.place, bytes);
    const observations = batches.flatMap((batch) => batch.observations);
    this.trace('writing', { id, observations });
    const written = await this.keepTrying('segment not written', id, () => this.deps.files.write(id, bytes));
    if (written === 'over')
      throw this.lost(observations.length, 'the spool closed before the disk took them');
    this.trace('fsynced', { id, observations });
    this.waiting.push({ id, bytes: bytes.length, observations });
    this.bytes += bytes.length;
    this.progress.announce();
  }

  private async insertAll(): Promise<void> {
    while (this.progress.isBefore(this.waiting.length > 0 ? 'over' : 'flushed')) {
      const next = this.waiting[0];
      if (next === undefined) await this.progress.change;
      else if (await this.takeIn(next)) this.forget(next);
      else return;
    }
  }

  /** False: the spool closes first. What fails is tried again without what came before it, as rows that come twice have to be merged away. */
  private async takeIn(next: TracedSegment): Promise<boolean> {
    const stored = new Set<SegmentPart['table']>();
    const ending = await this.keepTrying('segment not stored', next.id, () => this.insert(next, stored));
    if (ending === 'over') return false;
    const cleared = await this.keepTrying('segment still on disk', next.id, () => this.clear(next, ending));
    return cleared !== 'over';
  }

  private forget({ bytes }: Waiting): void {
    this.waiting.shift();
    this.failures = 0;
    this.bytes -= bytes;
    this.progress.announce();
  }

  /** Until it works; or until it fails while the spool closes: `over`. */
  private async keepTrying<T>(message: string, id: string, attempt: () => Promise<T>): Promise<T | 'over'> {
    const [first, longest] = this.settings.retryMs;
    for (let waitMs = first; ; waitMs = Math.min(waitMs * 2, longest)) {
      try {
        return await attempt();
      } catch (error) {
        this.deps.log.warn(message, { id, error: saying(error), ...this.depth() });
      }
      if (!this.progress.isBefore('hurrying')) return 'over';
      await this.progress.pause(waitMs);
    }
  }

  /** `stored`: the parts that went in so far; it grows. */
  private async insert(traced: TracedSegment, stored: Set<SegmentPart['table']>): Promise<Ending> {
    const { files, sink } = this.deps;
    const segment = await files.read(traced.id);
    if (segment === 'gone') return 'gone';
    if (segment === 'damaged') return { refused: 'the file is damaged' };
    try {
      this.trace('inserting', traced);
      const parts = segment.parts.filter(({ table }) => !stored.has(table));
      await sink.insertSegment({ ...segment, parts }, ({ table }) => stored.add(table));
    } catch (error) {
      if (error instanceof SegmentRefused || (await this.isPoison())) return { refused: saying(error) };
      throw error;
    }
    this.trace('inserted', traced);
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
    this.trace('deleting', segment);
    await this.deps.files.remove(segment.id);
    this.trace('deleted', segment);
  }

  private miss(segment: TracedSegment): void {
    const { directory } = this.settings;
    const { id, observations } = segment;
    this.deps.log.error('segment is gone from the spool', {
      id,
      directory,
      observations: observations.length,
    });
    this.trace('lost', segment);
  }

  private async refuse(segment: TracedSegment, reason: string): Promise<void> {
    const { files, log } = this.deps;
    if ((await files.read(segment.id)) === 'gone') return this.miss(segment);
    await files.putAside(segment.id);
    log.error('segment put aside in refused/', { id: segment.id, reason });
    this.trace('refused', segment);
  }

  private trace(event: SpoolEvent, { id, observations }: TracedSegment): void {
    this.deps.trace?.(event, { id, observations });
  }
}
