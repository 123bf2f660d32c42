import { healthy } from './healthy.ts';
import type { Scenario } from './scenario.ts';

export type { Reasons, Scenario } from './scenario.ts';

/** Every server of the test fediverse, each host once. */
export const scenarios: readonly Scenario[] = [...healthy];
