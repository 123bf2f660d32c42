import { GroupCommit } from './group-commit.ts';
import {
  type Batch,
  type EncodedBatch,
  encodeBatch,
  encodeSegment,
  placeOf,
  SegmentRefused,
  segmentId,
} from './segment.ts';
import { type SegmentFiles, segmentFiles, type Waiting } from './segment-files.ts';
import type { SpoolDeps, SpoolEvent, SpoolOptions, TracedSegment } from './spool-options.ts';
import type { Spool } from './store.ts';
import { saying } from './unavailable.ts';

export type { SpoolDeps, SpoolEvent, SpoolOptions, TracedSegment };

const defaults = { maxRows: 10_000, maxAgeMs: 500, maxBytes: 2 ** 30, retryMs: [100, 30_000] } as const;

/**
 * Opens a spool and starts to insert what an earlier process left in it. `drain()` tells when that is done.
 * @throws when the directory cannot be made or read.
 */
export async function openSpool(options: SpoolOptions, deps: SpoolDeps): Promise<Spool> {
  const files = await segmentFiles(options.directory);
  return new SegmentSpool({ ...defaults, ...options }, { ...deps, files }, await files.leftovers());
}

/** `open`: all is served. `closing`: nothing more is appended. `flushed`: nothing more comes. */
type Phase = 'open' | 'closing' | 'flushed';

class SegmentSpool implements Spool {
  private readonly settings: Required<SpoolOptions>;
  private readonly deps: SpoolDeps & { readonly files: SegmentFiles };
  private readonly group: GroupCommit<EncodedBatch>;
  private readonly waiting: (Waiting & TracedSegment)[];
  private bytes = 0;
  private place: number;
  private phase: Phase = 'open';
  /** Resolves at the next thing somebody may wait for: a segment came or went, or the phase changed. */
  private change = Promise.withResolvers<void>();
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
      sizeOf: ({ rows }) => rows,
      commit: (batches) => this.acknowledge(batches),
    });
    this.inserting = this.insertAll();
  }

  async append(batch: Batch): Promise<void> {
    // Encoded here, so that a batch that cannot be stored fails alone, not with the group it would land in.
    const encoded = encodeBatch(batch);
    if (encoded.rows === 0) return;
    while (this.bytes >= this.settings.maxBytes && this.phase === 'open') await this.change.promise;
    if (this.phase !== 'open') throw new Error('the spool is closed');
    await this.group.add(encoded);
  }

  async drain(): Promise<void> {
    await this.group.flush();
    const last = this.place;
    while (this.waiting.some(({ id }) => placeOf(id) <= last)) {
      if (this.phase === 'flushed') throw new Error('the spool closed before all was stored');
      await this.change.promise;
    }
  }

  depth(): { readonly segments: number; readonly bytes: number } {
    return { segments: this.waiting.length, bytes: this.bytes };
  }

  /** Inserts what waits; at the first failure the rest stays on disk for the next process. */
  async close(): Promise<void> {
    this.enter('closing');
    await this.group.flush();
    this.enter('flushed');
    await this.inserting;
    if (this.waiting.length > 0) this.deps.log.warn('spool closed with segments on disk', this.depth());
  }

  private async acknowledge(batches: readonly EncodedBatch[]): Promise<void> {
    const bytes = encodeSegment(batches);
    this.place = Math.max(this.place + 1, this.deps.clock.now());
    const id = segmentId(this.place, bytes);
    const observations = batches.flatMap((batch) => batch.observations);
    this.trace('writing', { id, observations });
    const written = await this.keepTrying('segment not written', id, () => this.deps.files.write(id, bytes));
    if (!written) throw new Error('the spool closed before the disk took the observations');
    this.trace('fsynced', { id, observations });
    this.waiting.push({ id, bytes: bytes.length, observations });
    this.bytes += bytes.length;
    this.announce();
  }

  private async insertAll(): Promise<void> {
    while (this.waiting[0] !== undefined || this.phase !== 'flushed') {
      const next = this.waiting[0];
      if (next === undefined) await this.change.promise;
      else if (!(await this.keepTrying('segment not stored', next.id, () => this.insert(next)))) return;
      else this.forget(next);
    }
  }

  private forget({ bytes }: Waiting): void {
    this.waiting.shift();
    this.bytes -= bytes;
    this.announce();
  }

  /** Until it works: true. Or until it fails while the spool closes: false. */
  private async keepTrying(message: string, id: string, attempt: () => Promise<void>): Promise<boolean> {
    const [first, longest] = this.settings.retryMs;
    for (let waitMs = first; ; waitMs = Math.min(waitMs * 2, longest)) {
      try {
        await attempt();
        return true;
      } catch (error) {
        this.deps.log.warn(message, { id, error: saying(error), ...this.depth() });
      }
      if (this.phase !== 'open') return false;
      await this.pause(waitMs);
    }
  }

  private async insert(traced: TracedSegment): Promise<void> {
    const { files, sink } = this.deps;
    const segment = await files.read(traced.id);
    if (segment === undefined) return this.refuse(traced, 'the file is damaged');
    try {
      this.trace('inserting', traced);
      await sink.insertSegment(segment);
    } catch (error) {
      if (error instanceof SegmentRefused) return this.refuse(traced, saying(error));
      throw error;
    }
    this.trace('inserted', traced);
    this.trace('deleting', traced);
    await files.remove(traced.id);
    this.trace('deleted', traced);
  }

  private async refuse(segment: TracedSegment, reason: string): Promise<void> {
    this.deps.log.error('segment put aside in refused/', { id: segment.id, reason });
    await this.deps.files.putAside(segment.id);
    this.trace('refused', segment);
  }

  private trace(event: SpoolEvent, { id, observations }: TracedSegment): void {
    this.deps.trace?.(event, { id, observations });
  }

  /** Waits; a change of phase ends it early. */
  private async pause(ms: number): Promise<void> {
    const timer = Promise.withResolvers<'over'>();
    const handle = setTimeout(() => timer.resolve('over'), ms);
    while (this.phase === 'open' && (await Promise.race([timer.promise, this.change.promise])) !== 'over');
    clearTimeout(handle);
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.announce();
  }

  private announce(): void {
    this.change.resolve();
    this.change = Promise.withResolvers<void>();
  }
}
