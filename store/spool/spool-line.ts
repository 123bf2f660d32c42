import type { Lock } from '../engine/lock.ts';
import { saying } from '../engine/unavailable.ts';
import { Progress } from './phase.ts';
import { placeOf } from './segment.ts';
import type { SegmentFiles, Waiting } from './segment-files.ts';
import type { SpoolDeps, SpoolEvent, SpoolOptions, TracedSegment } from './spool-options.ts';

/** What both ends of a spool work with. */
export interface LineDeps extends SpoolDeps {
  readonly files: SegmentFiles;
  readonly lock: Lock;
}

type LineSettings = Required<SpoolOptions>;

/** Segments that are on disk and not in the store yet, in their order: one end of a spool puts them in, the other takes them out. */
export class SpoolLine {
  readonly progress = new Progress();
  private readonly settings: LineSettings;
  private readonly deps: LineDeps;
  private readonly waiting: (Waiting & TracedSegment)[];
  private bytes = 0;

  constructor(settings: LineSettings, deps: LineDeps, leftovers: readonly Waiting[]) {
    this.settings = settings;
    this.deps = deps;
    this.waiting = leftovers.map((segment) => ({ ...segment, observations: [] }));
    for (const { bytes } of leftovers) this.bytes += bytes;
  }

  get first(): TracedSegment | undefined {
    return this.waiting[0];
  }

  /** Is there room for no more? */
  get isFull(): boolean {
    return this.bytes >= this.settings.maxBytes;
  }

  depth(): { readonly segments: number; readonly bytes: number } {
    return { segments: this.waiting.length, bytes: this.bytes };
  }

  /** Does a segment of this place, or one before it, still wait? */
  reaches(place: number): boolean {
    return this.waiting.some(({ id }) => placeOf(id) <= place);
  }

  join(segment: Waiting & TracedSegment): void {
    this.waiting.push(segment);
    this.bytes += segment.bytes;
    this.progress.announce();
  }

  /** The first one is done with. */
  leave(): void {
    this.bytes -= this.waiting.shift()?.bytes ?? 0;
    this.progress.announce();
  }

  /** Until it works; or until it fails while the spool closes: `over`. */
  async keepTrying<T>(message: string, id: string, attempt: () => Promise<T>): Promise<T | 'over'> {
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

  trace(event: SpoolEvent, { id, observations }: TracedSegment): void {
    this.deps.trace?.(event, { id, observations });
  }
}
