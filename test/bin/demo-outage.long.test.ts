import { it } from 'vitest';
import { expectOutageTold } from './demo-outage.ts';

it('a real Alertmanager shows the outage of the demo with what to do, and hears of its end', async (context) => {
  await expectOutageTold(context);
}, 240_000);
