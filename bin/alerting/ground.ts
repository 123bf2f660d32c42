import type { Foundation } from '../foundation.ts';

/** What alerting stands on. */
export type AlertingGround = Pick<Foundation, 'configuration' | 'store' | 'clock' | 'log'>;
