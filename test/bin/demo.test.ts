import { expect, it } from 'vitest';
import { smallScenarios } from '../scenarios/index.ts';
import { expectConcluded } from './demo-once.ts';

// The whole demo has a command of its own: npm run test:long. What single visits of its servers conclude is in test/scenarios.
it('one pass of the small demo concludes what the scenarios declare, and leaves nothing behind', async () => {
  const counts = await expectConcluded(['--small'], smallScenarios);

  expect(counts).toEqual([0, 0, 0]);
}, 240_000);
