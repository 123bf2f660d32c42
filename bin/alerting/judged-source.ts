import type { SignalSource } from '../../analyzer/alerts/source.ts';
import type { Throwing } from '../../analyzer/throwing.ts';
import type { AlertingGround } from './ground.ts';
import { serverSource } from './server-source.ts';

/** How judging goes on. `isJudging`: new observations could be judged when that was tried last. */
export interface Judging {
  readonly isJudging: () => boolean;
  readonly throwing: Throwing;
}

/** The server rules. While new observations cannot be judged they count as not asked: what was judged before must not pass for what is now. */
export function judgedSource(ground: AlertingGround, { isJudging, throwing }: Judging): SignalSource {
  const source = serverSource(ground);
  return {
    ...source,
    ask: async (asking) => {
      if (!isJudging()) throw new Error('new observations could not be judged');
      return { ...(await source.ask(asking)), threw: await throwing.byRule() };
    },
  };
}
