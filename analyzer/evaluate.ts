import type { ProbeId } from '../crawler/probes/index.ts';
import { failure } from '../model/failure.ts';
import type { Verdict } from '../model/finding.ts';
import { builtInNews } from '../model/news.ts';
import type { EarlierObservation, Observation } from '../model/observation.ts';
import { builtInSoftware } from '../model/software/index.ts';
import { cannotTell, inapplicable, type Seen, type ServerRule, type Unobserved } from '../rules/rule.ts';
import { earlierThan, newestAt, recalledOf, type Snapshot } from './snapshot.ts';

/** What a rule says of a snapshot, and what it rests on. `bug`: what our own rule threw; the verdict is then `cannot-tell`. */
export interface Judgement {
  readonly verdict: Verdict;
  /** In the order of the rule's needs, then of what it settles, then what it compared with, then what it recalled. */
  readonly evidence: readonly EarlierObservation[];
  readonly bug?: unknown;
}

/** Opens the reason of a failure that has been seen only once, where a rule wants two observations. */
export const awaitingSecondObservation = 'awaiting-second-observation';

/**
 * The single place where a rule runs. `earlier`: the server as it was at each observation before that the rule wants, newest first. Never throws.
 */
export function evaluate(rule: ServerRule, snapshot: Snapshot, earlier: readonly Snapshot[] = []): Judgement {
  const judgement = judgeOnce(rule, snapshot);
  if (judgement.verdict.outcome !== 'failed' || rule.confirmAfterHours === undefined) return judgement;
  const confirming = earlier.map((before) => judgeOnce(rule, before)).slice(0, confirmationsOf(rule));
  if (confirms(rule, [judgement, ...confirming])) {
    return { ...judgement, evidence: [judgement, ...confirming].flatMap(({ evidence }) => evidence) };
  }
  const bug = confirming.find((each) => each.bug !== undefined)?.bug;
  return {
    ...judgement,
    verdict: cannotTell(`${awaitingSecondObservation}: ${judgement.verdict.because}`),
    ...(bug !== undefined && { bug }),
  };
}

/** How many earlier observations must say the same. */
export function confirmationsOf({ confirmTimes = 2 }: ServerRule): number {
  return confirmTimes - 1;
}

/**
 * The latest instant, in epoch milliseconds, at which the observation before this one may have been made to confirm a failure here.
 * Undefined: there is no failure to confirm.
 */
export function confirmBeforeMs(rule: ServerRule, snapshot: Snapshot): number | undefined {
  const judgement = judgeOnce(rule, snapshot);
  return judgement.verdict.outcome === 'failed' ? seenMs(judgement) - stepMs(rule) : undefined;
}

/** `judgements`: newest first. */
function confirms(rule: ServerRule, judgements: readonly Judgement[]): boolean {
  if (judgements.length <= confirmationsOf(rule)) return false;
  return judgements.every((judgement, index) => {
    const newer = judgements[index - 1] ?? judgement;
    const apart = seenMs(newer) - seenMs(judgement);
    return isSameFault(newer, judgement) && (newer === judgement || apart >= stepMs(rule));
  });
}

function isSameFault({ verdict: now }: Judgement, { verdict: before }: Judgement): boolean {
  return now.outcome === 'failed' && before.outcome === 'failed' && now.fault === before.fault;
}

function seenMs({ verdict, evidence }: Judgement): number {
  const seenAt = verdict.outcome === 'failed' ? verdict.seenAt : undefined;
  return Date.parse(seenAt ?? newestAt(evidence) ?? '');
}

function stepMs(rule: ServerRule): number {
  return ((rule.confirmAfterHours ?? 0) * 3_600_000) / confirmationsOf(rule);
}

function judgeOnce(rule: ServerRule, snapshot: Snapshot): Judgement {
  const newest = [...rule.needs, ...(rule.settles ?? [])].flatMap(
    (probe) => snapshot.observations.get(probe) ?? [],
  );
  const evidence = [
    ...newest,
    ...(rule.compares ?? []).flatMap((probe) => earlierThan(snapshot, probe)),
    ...(rule.recalls ?? []).flatMap((probe) => recalledOf(snapshot, probe)),
  ];
  try {
    return { verdict: verdictOf(rule, snapshot), evidence };
  } catch (bug) {
    return {
      verdict: cannotTell('Our own rule failed here; this says nothing about the server'),
      evidence,
      bug,
    };
  }
}

function verdictOf(rule: ServerRule, snapshot: Snapshot): Verdict {
  if (rule.concerns?.(snapshot.server) === false) return inapplicable('Nothing was agreed on this');
  const missing = unmet(rule, snapshot);
  if (missing !== undefined) return cannotTell(missing);
  const seen = seenBy(rule, snapshot);
  return rule.appliesTo?.(seen) === false ? { outcome: 'inapplicable' } : rule.check(seen);
}

/** Why a rule cannot be asked: a need without data, or a question that was not settled. */
function unmet(
  { needs, settles = [], quorum = 'all' }: ServerRule,
  { observations }: Snapshot,
): string | undefined {
  for (const probe of needs) {
    const observation = observations.get(probe);
    if (observation?.outcome !== 'ok') return reason(probe, observation);
  }
  const open = settles.filter((probe) => !isSettled(observations.get(probe)));
  const enough = quorum === 'any' ? open.length < settles.length : open.length === 0;
  const [first] = open;
  return enough || first === undefined ? undefined : reason(first, observations.get(first));
}

/** What robots, refusals, our own limits and our own policy withheld settles nothing. */
function isSettled(observation: Observation | undefined): boolean {
  if (observation === undefined) return false;
  return (
    observation.outcome === 'ok' ||
    (observation.outcome === 'failed' && observation.failure?.stage !== 'policy')
  );
}

function reason(probe: string, observation: Observation | undefined): string {
  return observation === undefined
    ? `No observation of ${probe} yet`
    : `No data from ${probe}: ${observation.failure?.detail ?? 'no reason was recorded'}`;
}

const notYet: Unobserved = {
  ok: false,
  failure: failure('prior-missing', 'not observed yet'),
  exchanges: [],
  startedAt: '',
};

/** What a rule sees of a snapshot. The one cast: the store gives back what a probe wrote under its own id, and `unmet` has made sure that what a rule needs is there. */
export function seenBy(
  {
    needs,
    settles = [],
    compares = [],
    recalls = [],
  }: Pick<ServerRule, 'needs' | 'settles' | 'compares' | 'recalls'>,
  snapshot: Snapshot,
): Seen<ProbeId, ProbeId, ProbeId> {
  const { server, observations, news = builtInNews, software = builtInSoftware } = snapshot;
  const entries = [...needs, ...settles].map((probe) => [probe, view(observations.get(probe))]);
  const earlier = compares.map((probe) => [probe, earlierThan(snapshot, probe).map(dataOf)]);
  const recalled = recalls.flatMap((probe) => recalledOf(snapshot, probe).map((one) => [probe, view(one)]));
  const seen = {
    ...{ server, news, software },
    ...{ earlier: Object.fromEntries(earlier), recalled: Object.fromEntries(recalled) },
    ...Object.fromEntries(entries),
  };
  return seen as Seen<ProbeId, ProbeId, ProbeId>;
}

/** Only what has data is compared. */
function dataOf({ data, startedAt }: EarlierObservation) {
  return { ok: true, data, startedAt };
}

function view(observation: Observation | undefined) {
  if (observation === undefined) return notYet;
  const { outcome, data, exchanges, startedAt } = observation;
  if (outcome === 'ok') return { ok: true, data, exchanges, startedAt };
  return { ok: false, failure: observation.failure ?? failure('own-bug'), exchanges, startedAt };
}
