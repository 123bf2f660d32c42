/**
 * `open`: all is served. `hurrying`: nothing is tried a second time. `closing`: nothing more is appended. `flushed`: nothing more comes.
 * `over`: nothing more is inserted.
 */
export type Phase = 'open' | 'hurrying' | 'closing' | 'flushed' | 'over';

const order: readonly Phase[] = ['open', 'hurrying', 'closing', 'flushed', 'over'];

/** How far a spool is on its way from open to over, and who waits for it. */
export class Progress {
  private phase: Phase = 'open';
  private waiters = Promise.withResolvers<void>();

  /** Resolves at the next thing somebody may wait for: a segment came or went, or the phase changed. */
  get change(): Promise<void> {
    return this.waiters.promise;
  }

  isBefore(phase: Phase): boolean {
    return order.indexOf(this.phase) < order.indexOf(phase);
  }

  /** Goes on to a phase; never back. */
  enter(phase: Phase): void {
    if (this.isBefore(phase)) this.phase = phase;
    this.announce();
  }

  announce(): void {
    this.waiters.resolve();
    this.waiters = Promise.withResolvers<void>();
  }

  /** Waits while the spool is open. */
  async pause(ms: number): Promise<void> {
    const timer = Promise.withResolvers<'over'>();
    const handle = setTimeout(() => timer.resolve('over'), ms);
    while (this.isBefore('hurrying') && (await Promise.race([timer.promise, this.change])) !== 'over');
    clearTimeout(handle);
  }
}
