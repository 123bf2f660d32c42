import type { Host } from '../../model/host.ts';
import type { LastScheduled } from '../../store/store.ts';
import type { PassedSlot } from './agenda.ts';
import type { SlotState } from './schedule.ts';

/** The slots that passed while nobody ran; the oldest row says how many came before it. */
export function passedSlots({ missed, older }: SlotState): readonly PassedSlot[] {
  return missed.map((startMs, index) => ({
    startMs,
    code: 'monitor-down',
    ...(index === 0 &&
      older > 0 && { detail: `we were not running; so did ${older} slots before this one pass` }),
  }));
}

/** When each server was last scheduled, whatever the question; epoch milliseconds. */
export function newestByHost(rows: readonly LastScheduled[]): ReadonlyMap<Host, number> {
  const newest = new Map<Host, number>();
  for (const { server, scheduledAt } of rows)
    newest.set(server, Math.max(newest.get(server) ?? 0, Date.parse(scheduledAt)));
  return newest;
}
