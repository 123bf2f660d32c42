import { it } from 'vitest';
import { expectOutageTold } from './demo-outage.ts';

it('a real Alertmanager shows the outage of the small demo with what to do, and hears of its end', async (context) => {
  await expectOutageTold(context, { small: true, everyMs: 2_000 });
}, 240_000);
