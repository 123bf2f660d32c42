import { type Clock, instant } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import type { Store } from '../../store/store.ts';
import { type Counting, createCounting } from '../counting.ts';

/** What counting needs. */
export interface TallyDeps {
  readonly store: Pick<Store, 'tallyNetwork'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A keeper of the network's tally: who rejects whom. One that is stopped writes nothing. */
export function createTallies({ store, clock, log }: TallyDeps): Counting {
  const count = (isWanted: () => boolean) => store.tallyNetwork({ at: instant(clock.now()), isWanted });
  return createCounting({ what: 'who rejects whom', count, clock, log });
}
