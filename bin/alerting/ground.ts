import type { Store } from '../../store/store.ts';
import type { Foundation } from '../foundation.ts';

/** What alerting stands on. */
export interface AlertingGround extends Pick<Foundation, 'configuration' | 'clock' | 'log'> {
  readonly store: Store;
}
