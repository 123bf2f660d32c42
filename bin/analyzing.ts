import type { RuleWords } from '../analyzer/alerts/own-rules.ts';
import { plannedWork } from '../analyzer/alerts/planned-work.ts';
import { analyze } from '../analyzer/analyze.ts';
import { createCounting } from '../analyzer/counting.ts';
import { createTallies } from '../analyzer/defederation/tallies.ts';
import { fleetNews } from '../analyzer/news.ts';
import { objectiveDescription } from '../analyzer/objectives/signals.ts';
import { nothingThrew } from '../analyzer/throwing.ts';
import { rememberedVantages } from '../analyzer/vantages/remembered.ts';
import { asTableOf } from './alerting/as-table.ts';
import { fleetSource } from './alerting/fleet-source.ts';
import { judgedSource } from './alerting/judged-source.ts';
import { prepareAlerting } from './alerting.ts';
import { digestOf } from './digest.ts';
import { exitCodes } from './exit-code.ts';
import { type FleetHaste, type OpenFleet, openFleet } from './fleet.ts';
import type { Foundation } from './foundation.ts';
import { Interrupted } from './interrupt.ts';
import { knowledgeOf } from './knowledge.ts';
import { objectivesOf } from './objectives.ts';
import { periodsOf } from './periods.ts';
import { receiversOf } from './receivers.ts';

/** Time between two looks for new observations, in milliseconds. */
const pauseMs = 1_000;
/** Time between two passes over the alerts, in milliseconds, when something new was judged, and when nothing was. */
const alertPauseMs = { news: 5_000, quiet: 15_000 } as const;

/** An analyzer that keeps the findings and the alerts up to date. */
export interface Analyzing {
  /** Judges everything that is in the store by now, and makes alerts of it. @throws {Interrupted} when told to stop before. */
  catchUp(): Promise<void>;
  /** Looks for new observations until `stop`. */
  start(): void;
  /** Lets the pass in flight end, which one over the alerts does at the next rule. A second call waits for the first. */
  stop(): Promise<void>;
}

/** What receivers are told about rules that are not server rules. */
function wordsOf({ rules: fleetRules }: OpenFleet): ReadonlyMap<string, RuleWords> {
  const words = new Map<string, RuleWords>(fleetRules.map((rule) => [rule.id, rule]));
  return words.set(objectiveDescription.id, objectiveDescription);
}

/** An analyzer that begins with everything: what was judged before and did not change writes nothing. */
export async function prepareAnalyzer(foundation: Foundation, haste: FleetHaste = {}): Promise<Analyzing> {
  const { store, log, session, clock, configuration } = foundation;
  const rules = await session.rules();
  const asTable = asTableOf(configuration);
  const knowledge = knowledgeOf(foundation);
  const { software } = knowledge;
  const news = fleetNews(store, clock, knowledge);
  const vantages = { store: rememberedVantages(store, clock), periodMs: periodsOf(configuration) };
  const receivers = await receiversOf(foundation, digestOf(foundation));
  const fleet = await openFleet(foundation, haste);
  const objectives = objectivesOf(foundation, (from, to) => plannedWork(configuration, { from, to }));
  const counts = [
    createTallies(foundation),
    createCounting({
      what: 'our own work',
      count: (isWanted) => store.countWork({ isWanted }),
      ...{ clock, log },
    }),
  ];
  let isJudging = true;
  const throwing = nothingThrew(store);
  const judged = judgedSource(foundation, { isJudging: () => isJudging, throwing });
  const alerting = prepareAlerting(foundation, {
    sources: [judged, fleetSource(foundation, fleet), objectives],
    notifiers: [receivers],
    words: wordsOf(fleet),
    ...(asTable !== undefined && { asTable }),
  });
  let alertedMs = Number.NEGATIVE_INFINITY;
  let watermark = new Date(0).toISOString();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let pass: Promise<void> = Promise.resolve();
  const look = async (): Promise<number> => {
    const result = await analyze({ store, rules, log, news, software, vantages }, watermark);
    ({ watermark } = result);
    throwing.learn(result);
    if (result.bugs.length > 0) session.end(exitCodes.ownBug);
    return result.judged.length;
  };
  let isNews = false;
  // Undefined where the look itself failed: alerts of server rules stay as they are then, and the pass is not whole, so that the heartbeat stops.
  const alert = async (count: number | undefined): Promise<void> => {
    isJudging = count !== undefined;
    isNews ||= (count ?? 0) > 0;
    if (clock.elapsed() < alertedMs + (isNews ? alertPauseMs.news : alertPauseMs.quiet)) return;
    alertedMs = clock.elapsed();
    isNews = false;
    const isWhole = await alerting.pass(watermark);
    if (isWhole) receivers.passed();
  };
  const loop = (): void => {
    // Alerts also when nothing could be judged: what is known grows old.
    pass = look()
      .catch((error: unknown) => {
        log.error('a pass of the analyzer failed', { error });
        return undefined;
      })
      .then(alert)
      .then(() => {
        for (const counting of counts) counting.look();
        if (!stopped) timer = setTimeout(loop, pauseMs);
      })
      .catch((error: unknown) => {
        if (!(error instanceof Interrupted)) throw error;
      });
  };
  const end = async (): Promise<void> => {
    stopped = true;
    clearTimeout(timer);
    await pass;
    for (const counting of counts) await counting.stop();
    await alerting.close();
  };
  let ended: Promise<void> | undefined;
  return {
    catchUp: async () => {
      await look();
      await alerting.pass(watermark);
      for (const counting of counts) await counting.count();
    },
    start: () => {
      receivers.start();
      loop();
    },
    stop: () => (ended ??= end()),
  };
}
