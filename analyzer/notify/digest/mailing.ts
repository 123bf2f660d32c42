import { openPost, type Post } from '../post.ts';
import { type Ledger, oneAtATime, openLedger, type ReceiverDeps, type ReceiverName } from '../receiver.ts';
import { type Journal, openJournal } from '../webhook/journal.ts';
import { Schedule } from '../webhook/schedule.ts';
import { webhookHeaders } from '../webhook/signature.ts';
import { digestId, type Letter, type Memory, memoryIn } from './letter.ts';
import type { DigestSource } from './source.ts';

/** One webhook that gets the digest. `key`: absent, it is not signed. `file`: where it is kept what was sent. */
export interface MailingOptions extends Pick<ReceiverName, 'name'> {
  readonly url: string;
  readonly key?: Buffer;
  readonly file: string;
  readonly digest: DigestSource;
  readonly timeoutMs?: number;
}

/** Sends one webhook each week's digest. */
export interface Mailing {
  /** Makes what is due and sends it; never rejects. A call while one is under way waits for that one. */
  step(): Promise<void>;
  /** Digests that are not delivered yet. */
  waiting(): number;
  /** A last step, and lets go. Never rejects. */
  close(): Promise<void>;
}

/** After a digest that could not be made or kept. */
const restMs = 60_000;

/**
 * Sends the newest digest that is due at least once while the receiver answers: it is on disk before it is sent, and what comes twice, after a kill between
 * sending and noting, has the same id. The first one is that of the week after the setting was made. Of weeks that went by while the monitor was off, the newest
 * is sent. One that nobody took is given up after three days, or when the next is due.
 * @throws what the file system says.
 */
export async function openMailing(options: MailingOptions, deps: ReceiverDeps): Promise<Mailing> {
  return new JournalMailing(options, deps, await openJournal(options.file));
}

class JournalMailing implements Mailing {
  readonly step: () => Promise<void>;
  private readonly options: MailingOptions;
  private readonly deps: ReceiverDeps;
  private readonly journal: Journal;
  private readonly post: Post;
  private readonly ledger: Ledger;
  private readonly schedule: Schedule;
  private memory: Memory | undefined;
  /** Is the memory on disk as it is? */
  private kept = true;
  private restsUntil = Number.NEGATIVE_INFINITY;

  constructor(options: MailingOptions, deps: ReceiverDeps, journal: Journal) {
    this.options = options;
    this.deps = deps;
    this.journal = journal;
    this.memory = memoryIn(journal.lines);
    this.schedule = new Schedule(deps.clock);
    if (this.memory?.letter !== undefined) this.schedule.add(this.memory.letter);
    // Standard Webhooks 1.0.0, "Request timeouts": 15 to 30 s.
    this.post = openPost({ ...deps, timeoutMs: options.timeoutMs ?? 15_000 });
    this.ledger = openLedger({ kind: 'webhook', name: options.name }, deps);
    this.step = oneAtATime(() => this.once());
  }

  waiting(): number {
    return this.memory?.letter === undefined ? 0 : 1;
  }

  async close(): Promise<void> {
    await this.step();
    await this.post.close();
    await this.journal.close().catch((error: unknown) => this.failed(error));
  }

  private async once(): Promise<void> {
    const { clock, stop } = this.deps;
    if (stop.aborted || clock.elapsed() < this.restsUntil) return;
    try {
      await this.take();
      await this.send();
      if (!this.kept && this.memory !== undefined) await this.keep(this.memory);
    } catch (error) {
      this.restsUntil = clock.elapsed() + restMs;
      this.failed(error);
    }
  }

  /** Takes up what is due and was not before. */
  private async take(): Promise<void> {
    const { digest } = this.options;
    const { clock } = this.deps;
    const day = digest.due(clock.now());
    // A day that is still to come was kept under a clock that was ahead.
    if (this.memory === undefined || this.memory.day > day) return this.keep({ day });
    if (this.memory.day === day) return;
    const before = this.memory.letter;
    const letter = { id: digestId(digest, day), queuedAt: clock.now(), body: await digest.write(day) };
    await this.keep({ day, letter });
    this.schedule.add(letter);
    if (before === undefined) return;
    this.schedule.forget(before);
    this.lost('merged', before);
  }

  private async send(): Promise<void> {
    const { letter } = this.memory ?? {};
    if (letter === undefined || !this.schedule.isDue(letter)) return;
    if (this.schedule.isTooOld(letter)) {
      this.lost('expired', letter);
      this.end(letter);
      return;
    }
    const { url, key } = this.options;
    const { clock, stop } = this.deps;
    const { id, body } = letter;
    const headers = webhookHeaders({ id, body, sentAt: Math.floor(clock.now() / 1_000) }, key);
    const answer = await this.post.send({ method: 'POST', url, headers, body });
    // We ended it ourselves: that says nothing about the receiver.
    if ('trouble' in answer && stop.aborted) return;
    const outcome = this.ledger.answered(answer);
    if (outcome === 'failed') return this.schedule.putOff(letter, answer);
    if (outcome === 'refused') this.lost('refused', letter);
    this.end(letter);
  }

  /** It is over also while the disk cannot note that. */
  private end(letter: Letter): void {
    this.schedule.forget(letter);
    if (this.memory !== undefined) this.memory = { day: this.memory.day };
    this.kept = false;
  }

  private async keep(memory: Memory): Promise<void> {
    await this.journal.replace([memory]);
    this.memory = memory;
    this.kept = true;
  }

  private lost(reason: Parameters<Ledger['lost']>[0], { id }: Letter): void {
    this.ledger.lost(reason, { digest: id });
  }

  private failed(error: unknown): void {
    const receiver = this.options.name;
    this.deps.log.error('the weekly digest could not be made or kept; it is tried again', {
      receiver,
      error,
    });
  }
}
