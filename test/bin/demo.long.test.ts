import { expect, it } from 'vitest';
import { quickScenarios } from '../scenarios/index.ts';
import { expectConcluded } from './demo-once.ts';

it('one pass of the demo concludes what the scenarios declare, and leaves nothing behind', async () => {
  const counts = await expectConcluded([], quickScenarios);

  expect(Math.min(...counts)).toBeGreaterThan(0);
}, 240_000);
