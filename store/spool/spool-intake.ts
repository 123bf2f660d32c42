import { GroupCommit } from './group-commit.ts';
import { type Batch, type EncodedBatch, encodeBatch, encodeSegment, segmentId } from './segment.ts';
import type { LineDeps, SpoolLine } from './spool-line.ts';
import type { SpoolOptions } from './spool-options.ts';

/** Where observations come into a spool: batches share a segment, which is acknowledged when it is on disk. */
export class SpoolIntake {
  private readonly settings: Required<SpoolOptions>;
  private readonly deps: LineDeps;
  private readonly line: SpoolLine;
  private readonly group: GroupCommit<EncodedBatch>;
  private place: number;

  /** `place`: of the newest segment that an earlier process left; 0 where it left none. */
  constructor(settings: Required<SpoolOptions>, deps: LineDeps, from: { line: SpoolLine; place: number }) {
    this.settings = settings;
    this.deps = deps;
    this.line = from.line;
    this.place = from.place;
    this.group = new GroupCommit({
      maxSize: settings.maxRows,
      maxAgeMs: settings.maxAgeMs,
      elapsed: () => deps.clock.elapsed(),
      sizeOf: ({ rows }) => rows,
      commit: (batches) => this.acknowledge(batches),
    });
  }

  async append(batch: Batch): Promise<void> {
    const { line } = this;
    // Encoded here, so that a batch that cannot be stored fails alone, not with the group it would land in.
    const encoded = encodeBatch(batch);
    if (encoded.rows === 0) return;
    while (line.isFull && line.progress.isBefore('hurrying')) await line.progress.change;
    if (!line.progress.isBefore('closing')) throw new Error('the spool is closed');
    if (line.isFull) throw this.lost(encoded.observations.length, 'the spool is full');
    await this.group.add(encoded);
  }

  /** Resolves when all that was appended before is on disk, with the place of the last segment. */
  async flush(): Promise<number> {
    await this.group.flush();
    return this.place;
  }

  hurry(): void {
    this.group.hurry();
  }

  private async acknowledge(batches: readonly EncodedBatch[]): Promise<void> {
    const { line } = this;
    const bytes = encodeSegment(batches);
    this.place = Math.max(this.place + 1, this.deps.clock.now());
    const id = segmentId(this.place, bytes);
    const observations = batches.flatMap((batch) => batch.observations);
    line.trace('writing', { id, observations });
    const written = await line.keepTrying('segment not written', id, () => this.deps.files.write(id, bytes));
    if (written === 'over')
      throw this.lost(observations.length, 'the spool closed before the disk took them');
    line.trace('fsynced', { id, observations });
    line.join({ id, bytes: bytes.length, observations });
  }

  /** Tells what is lost, and where. */
  private lost(observations: number, reason: string): Error {
    const { directory } = this.settings;
    this.deps.log.error('observations lost', { observations, directory, reason });
    return new Error(`${reason}: ${observations} observations did not get into ${directory}`);
  }
}
