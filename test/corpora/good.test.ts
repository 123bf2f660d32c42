import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { healthy } from '../scenarios/healthy.ts';
import { Watching } from './watching.ts';

/** Two days, then two visits a minute apart: what looks back has something to look at. */
const moments = [-48, -24, -1 / 60, 0];

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

it.each(['hosted', 'peer'] as const)(
  'nothing fails at healthy servers of every software over days, watched as %s',
  async (role) => {
    const subjects = healthy.map((scenario) => ({ ...scenario, role }));
    await watching.begin(subjects);
    for (const moment of moments) {
      await watching.visit(subjects, moment);
      const failed = (await watching.fleet(moment)).filter(({ outcome }) => outcome === 'failed');
      expect(failed.map(({ rule, labels, because }) => `${rule} ${labels['server']}: ${because}`)).toEqual(
        [],
      );
      expect(await watching.failures()).toEqual([]);
    }
    const passed = await watching.store.currentFindings({ outcomes: ['passed'] });
    expect(new Set(passed.map(({ server }) => server)).size).toBe(healthy.length);
    expect(new Set(passed.map(({ rule }) => rule)).size).toBeGreaterThan(30);
  },
  120_000,
);
