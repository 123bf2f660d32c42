import type { Clock } from '../../../model/clock.ts';
import { type Patience, waitMs } from '../delivery.ts';
import type { Answer } from '../post.ts';

/** Of one event. Source: Standard Webhooks 1.0.0, "Deliverability and reliability": a schedule that spans days. */
const patience: Patience = { firstMs: 5_000, mostMs: 3_600_000 };
const oldestMs = 3 * 86_400_000;

/** What is on its way under an id. `queuedAt`: epoch milliseconds. */
export interface Scheduled {
  readonly id: string;
  readonly queuedAt: number;
}

/** Monotonic milliseconds; `count`: attempts that failed. */
interface Course {
  readonly bornAt: number;
  readonly count: number;
  readonly nextAt: number;
}

/** When each delivery that waits is tried, and when it is given up. Somebody who sets the wall clock changes neither. */
export class Schedule {
  private readonly courses = new Map<string, Course>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** How old it is on the wall clock counts only here: what an earlier process left is as old as its time says. */
  add({ id, queuedAt }: Scheduled): void {
    const ageMs = Math.max(0, this.clock.now() - queuedAt);
    const bornAt = this.clock.elapsed() - ageMs;
    this.courses.set(id, { bornAt, count: 0, nextAt: Number.NEGATIVE_INFINITY });
  }

  isDue({ id }: Pick<Scheduled, 'id'>): boolean {
    return this.clock.elapsed() >= (this.courses.get(id)?.nextAt ?? Number.NEGATIVE_INFINITY);
  }

  /** Each is tried once by this process first: the clock may have been wrong while it was queued, or be wrong now. */
  isTooOld({ id }: Pick<Scheduled, 'id'>): boolean {
    const course = this.courses.get(id);
    return course !== undefined && course.count > 0 && this.clock.elapsed() - course.bornAt >= oldestMs;
  }

  putOff({ id }: Pick<Scheduled, 'id'>, answer: Answer): void {
    const course = this.courses.get(id);
    if (course === undefined) return;
    const count = course.count + 1;
    const nextAt = this.clock.elapsed() + waitMs(count, patience, id, answer);
    this.courses.set(id, { ...course, count, nextAt });
  }

  forget({ id }: Pick<Scheduled, 'id'>): void {
    this.courses.delete(id);
  }
}
