import { afterAll, beforeAll, expect, it } from 'vitest';
import { trustRules } from '../../../analyzer/fleet/admit.ts';
import { evaluateFleet, type FleetEvaluation } from '../../../analyzer/fleet/evaluate.ts';
import { ownFleetRules } from '../../../analyzer/fleet/load.ts';
import { visit } from '../../../crawler/visit/visit.ts';
import { instant } from '../../../model/clock.ts';
import type { Observation } from '../../../model/observation.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { healthy } from '../../scenarios/healthy.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';
import { realClock, visitTools, watched } from '../../visiting.ts';

let fediverse: Fediverse;
let store: ScratchStore;
let evaluation: FleetEvaluation;
const minutes = [0, 1, 2];
const hour = 1 / 60;

beforeAll(async () => {
  fediverse = await startFediverse({ only: healthy.map(({ host }) => host) });
  const clock = realClock(minutes.length * hour);
  const log = keptLog();
  store = await openScratchStore(await scratchDirectory(), { log, clock });
  await store.enrol(
    healthy.map((scenario) => ({ ...watched(scenario, instant(clock.now())), role: 'hosted' as const })),
  );
  for (const minute of minutes) {
    const seen = await Promise.all(healthy.map((scenario) => look(scenario, minute)));
    // In one go, as a segment of a spool: to take in a visit costs the engine as much as the visit.
    await store.take(seen.flat());
  }
  evaluation = await evaluateFleet({ store, rules: trustRules({ store }, ownFleetRules()), clock, log });
}, 120_000);

afterAll(async () => {
  await store.close();
  await fediverse.close();
});

/** A visit at a minute of virtual time. */
async function look(scenario: Scenario, minute: number): Promise<readonly Observation[]> {
  const tools = visitTools(fediverse, realClock(minute * hour));
  const scheduledAt = instant(tools.clock.now());
  const order = { server: watched(scenario, scheduledAt), consent: 'hosted', scheduledAt } as const;
  const { observations } = await visit({ ...order, signal: new AbortController().signal }, tools);
  await tools.net.close();
  return observations;
}

it('nothing fails over servers of every software that are well', () => {
  expect(evaluation.bugs).toEqual([]);
  const failed = evaluation.signals.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ rule, labels, because }) => `${rule} ${labels['server']}: ${because}`)).toEqual([]);
});

it.each([
  'availability.confirmed',
  'availability.gone',
  'tls.renewal',
  'nodeinfo.version-change',
  'actor.conneg-onset',
  'http.clock-skew',
  'actor.key-rotation',
  'monitor.freshness',
])('what probes record of a real server is what %s reads', (rule) => {
  const said = evaluation.signals.filter(
    (signal) => signal.rule === rule && signal.labels['server'] === 'mastodon.fedi.test',
  );

  expect(said.map(({ outcome }) => outcome)).toContain('passed');
  for (const { evidence } of said) expect(evidence.length).toBeGreaterThan(0);
});
