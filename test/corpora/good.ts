import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { healthy } from '../scenarios/healthy.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { Watching } from './watching.ts';

/** Two days, then two visits a minute apart: what looks back has something to look at. */
const moments = [-48, -24, -1 / 60, 0];

/** Declares that nothing fails at healthy servers of every software over days, watched in one role. */
export function expectNothingFails(role: Scenario['role']): void {
  let fediverse: Fediverse;
  let watching: Watching;

  beforeAll(async () => {
    fediverse = await startFediverse({ only: healthy.map(({ host }) => host) });
    watching = await Watching.over(fediverse);
  });

  afterAll(async () => {
    await watching.close();
    await fediverse.close();
  });

  it(`nothing fails at healthy servers of every software over days, watched as ${role}`, async () => {
    const subjects = healthy.map((scenario) => ({ ...scenario, role }));
    await watching.begin(subjects);
    for (const moment of moments) {
      await watching.visit(subjects, moment);
      const failed = (await watching.fleet(moment)).filter(({ outcome }) => outcome === 'failed');
      const told = failed.map(({ rule, labels, because }) => `${rule} ${labels['server']}: ${because}`);
      expect(told).toEqual([]);
      expect(await watching.failures()).toEqual([]);
    }
    const passed = await watching.store.currentFindings({ outcomes: ['passed'] });
    expect(new Set(passed.map(({ server }) => server)).size).toBe(healthy.length);
    expect(new Set(passed.map(({ rule }) => rule)).size).toBeGreaterThan(30);
  }, 120_000);
}
