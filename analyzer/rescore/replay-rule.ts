import { instant } from '../../model/clock.ts';
import type { Finding } from '../../model/finding.ts';
import type { Log } from '../../model/log.ts';
import type { DatedFinding } from '../../store/rescoring.ts';
import type { AdmittedRule } from '../fleet/admit.ts';
import { evaluateFleet, type FleetBug } from '../fleet/evaluate.ts';
import { remembered } from '../fleet/remembered.ts';
import type { Span } from './replay-server.ts';

/** What one fleet rule says over a stretch of time. `bug`: the first. `evaluations`: how often it was asked. */
export interface RuleReplay {
  readonly findings: readonly DatedFinding[];
  readonly bug?: FleetBug;
  readonly evaluations: number;
}

/** How a rule is replayed. `before`: its findings at the beginning. `concerns`: whether a server is among those that are rescored. `stop`: ends it early. */
export interface RuleReplayOptions {
  readonly span: Span;
  readonly before: readonly Finding[];
  readonly concerns: (server: string) => boolean;
  readonly stop: AbortSignal;
}

/** Nothing of a replay is told as it happens: whoever started it is told in the end. */
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * Evaluates a rule at every multiple of its `every` since 1970 that lies in the stretch, and at its end, as if it were then. A rule that throws is
 * asked no more: its answer until the end is `cannot-tell`.
 */
export async function replayRule(
  admitted: AdmittedRule,
  { span, before, concerns, stop }: RuleReplayOptions,
): Promise<RuleReplay> {
  const { everyMs } = admitted.rule;
  const findings: DatedFinding[] = [];
  let nowMs = 0;
  const clock = { now: () => nowMs, elapsed: () => nowMs };
  const beforehand = { currentFindings: async () => before, recordFindings: async () => {} };
  const store = remembered(beforehand, [admitted.rule.id]);
  const inSpan = {
    currentFindings: store.currentFindings,
    recordFindings: async (made: readonly Finding[]) => {
      const at = instant(nowMs);
      // Time alone can change a verdict on what was seen before the stretch: it is dated by its question.
      const own = made
        .filter(({ server }) => concerns(server))
        .map((finding) => (finding.observedAt < span.since ? { ...finding, observedAt: at } : finding));
      await store.recordFindings(own);
      findings.push(...own.map((finding) => ({ finding, at })));
    },
  };
  let evaluations = 0;
  let bug: FleetBug | undefined;
  for (const moment of momentsOf(span, everyMs)) {
    if (bug !== undefined || stop.aborted) break;
    nowMs = moment;
    const evaluation = await evaluateFleet({ store: inSpan, rules: [admitted], clock, log: silent });
    evaluations += 1;
    [bug] = evaluation.bugs;
  }
  return { findings, evaluations, ...(bug !== undefined && { bug }) };
}

/** Epoch milliseconds. With the end among them, no stretch is so short that what was found in it is taken away and not made again. */
function* momentsOf({ since, until }: Span, everyMs: number): Generator<number> {
  const endMs = Date.parse(until);
  for (let at = Math.ceil(Date.parse(since) / everyMs) * everyMs; at < endMs; at += everyMs) yield at;
  if (endMs >= Date.parse(since)) yield endMs;
}
