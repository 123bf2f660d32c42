import { analyze } from '../analyzer/analyze.ts';
import { fleetNews } from '../analyzer/news.ts';
import { rules } from '../rules/index.ts';
import { exitCodes } from './exit-code.ts';
import type { Foundation } from './foundation.ts';
import { loadNews } from './news.ts';

/** Time between two looks for new observations, in milliseconds. */
const pauseMs = 1_000;

/** An analyzer that keeps the findings up to date. */
export interface Analyzing {
  /** Judges everything that is in the store by now. */
  catchUp(): Promise<void>;
  /** Looks for new observations until `stop`. */
  start(): void;
  stop(): Promise<void>;
}

/** An analyzer that begins with everything: what was judged before and did not change writes nothing. */
export function prepareAnalyzer({ configuration, store, log, clock, session }: Foundation): Analyzing {
  const news = fleetNews(store, clock, loadNews(configuration.softwareNews));
  let watermark = new Date(0).toISOString();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let pass: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const result = await analyze({ store, rules, log, news }, watermark);
    ({ watermark } = result);
    if (result.bugs.length > 0) session.end(exitCodes.ownBug);
  };
  const loop = (): void => {
    pass = look()
      .catch((error: unknown) => log.error('a pass of the analyzer failed', { error }))
      .then(() => {
        if (!stopped) timer = setTimeout(loop, pauseMs);
      });
  };
  return {
    catchUp: look,
    start: loop,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await pass;
    },
  };
}
