import { afterAll, beforeAll, expect, it } from 'vitest';
import { trustRules } from '../../../analyzer/fleet/admit.ts';
import { evaluateFleet } from '../../../analyzer/fleet/evaluate.ts';
import { ownFleetRules } from '../../../analyzer/fleet/load.ts';
import { instant } from '../../../model/clock.ts';
import type { Observation } from '../../../model/observation.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { anObservation, aServer, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';

const start = Date.parse('2026-11-20T10:00:00.000Z');
const clock = { now: () => start + 30 * 60_000, elapsed: () => 0 };
let store: ScratchStore;

beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
});
afterAll(() => store.close());

/** A question of a minute that nobody answered within four seconds, and that had to wait for its turn before. */
function timedOut(minute: number): Observation {
  const scheduledAt = instant(start + minute * 60_000);
  const made = anObservation({ probe: 'webfinger', scheduledAt, startedAt: scheduledAt, durationMs: 8_000 });
  const { data: _, exchanges, ...rest } = made;
  const unanswered = exchanges.map(({ status: _status, ...each }) => ({
    ...each,
    timings: { totalMs: 4_000 },
  }));
  const failure = { code: 'http-timeout', stage: 'http', detail: 'no answer' } as const;
  return { ...rest, outcome: 'failed', failure, exchanges: unanswered };
}

it('a time-out counts as long as the server was waited for, and not the wait for its turn', async () => {
  const log = keptLog();
  await store.enrol([aServer('social.example', { role: 'hosted' })]);
  await store.take(Array.from({ length: 25 }, (_, minute) => timedOut(minute)));
  const rules = trustRules(
    { store },
    ownFleetRules().filter(({ id }) => id === 'http.latency-p95'),
  );
  const { signals } = await evaluateFleet({ store, rules, clock, log });

  expect(signals).toMatchObject([{ outcome: 'passed', value: 4, labels: { server: 'social.example' } }]);
});
