import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { healthy } from '../scenarios/healthy.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { Watching } from './watching.ts';

/** In hours from now: after whole days two visits a minute apart, so that what looks back has something to look at. */
const lately: readonly number[] = [-1 / 60, 0];
/** One server is visited once an hour, as one without a proof is. */
const hourly: readonly number[] = [-2, -1, 0];

/** Declares that nothing fails at healthy servers of every software over days, watched in one role. `days`: hours from now of the visits that began them. */
export function expectNothingFails(role: Scenario['role'], days: readonly number[]): void {
  const often = [...days, ...lately];
  const moments = [...new Set([...often, ...hourly])].toSorted((a, b) => a - b);
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
      await watching.visit(
        subjects.filter((_, index) => (index === 0 ? [...days, ...hourly] : often).includes(moment)),
        moment,
      );
      if (!often.includes(moment)) continue;
      const signals = await watching.fleet(moment);
      const failed = signals.filter(({ outcome }) => outcome === 'failed');
      const told = failed.map(({ rule, labels, because }) => `${rule} ${labels['server']}: ${because}`);
      expect(told).toEqual([]);
      expect(await watching.failures()).toEqual([]);
      if (role === 'hosted' && moment === 0)
        expect(signals.find(isUp(subjects[0]?.host))).toMatchObject({ outcome: 'passed' });
    }
    const passed = await watching.store.currentFindings({ outcomes: ['passed'] });
    expect(new Set(passed.map(({ server }) => server)).size).toBe(healthy.length);
    expect(new Set(passed.map(({ rule }) => rule)).size).toBeGreaterThan(30);
  }, 120_000);
}

/** What the rule on outages says of a server. */
function isUp(host: string | undefined) {
  return ({ rule, labels }: { readonly rule: string; readonly labels: Readonly<Record<string, string>> }) =>
    rule === 'availability.confirmed' && labels['server'] === host;
}
