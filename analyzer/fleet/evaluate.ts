import { type Clock, instant } from '../../model/clock.ts';
import type { Finding } from '../../model/finding.ts';
import { parseHost } from '../../model/host.ts';
import type { Log } from '../../model/log.ts';
import type { Signal } from '../../model/signal.ts';
import type { Store } from '../../store/store.ts';
import { isTransition } from '../transition.ts';
import { type AdmittedRule, windowOf } from './admit.ts';
import { lacksRows, signalOf } from './signal.ts';

/** What an evaluation works with. */
export interface FleetOptions {
  readonly store: Pick<Store, 'currentFindings' | 'recordFindings'>;
  readonly rules: readonly AdmittedRule[];
  readonly clock: Clock;
  readonly log: Log;
  /** Nobody waits for what is said any more once it is aborted. Absent: somebody always does. */
  readonly stop?: AbortSignal;
}

/** A rule that could not be evaluated. */
export interface FleetBug {
  readonly rule: string;
  readonly error: unknown;
}

/**
 * What rules say now. `signals`: every subject of every rule, passed ones included. `findings`: those that were written, because something
 * changed; signals without a server are about ourselves and have none. `bugs`: rules that failed: their subjects are those they had findings of,
 * and the answer is `cannot-tell`. `cut`: rules whose answer was cut off, by id: a subject that they do not mention may be there all the same.
 */
export interface FleetEvaluation {
  readonly signals: readonly Signal[];
  readonly findings: readonly Finding[];
  readonly bugs: readonly FleetBug[];
  readonly cut: ReadonlySet<string>;
}

/** Evaluates every rule once and writes what changed. Never throws for a rule's sake. @throws the reason of `stop`, between two rules; then nothing was written. */
export async function evaluateFleet(options: FleetOptions): Promise<FleetEvaluation> {
  const { store, rules, log, stop } = options;
  const signals: Signal[] = [];
  const findings: Finding[] = [];
  const bugs: FleetBug[] = [];
  const cut = new Set<string>();
  for (const admitted of rules) {
    stop?.throwIfAborted();
    const { rule } = admitted;
    const before = await store.currentFindings({ rule: rule.id });
    const { said, isCut, error } = await ask(admitted, before, options.clock);
    if (error !== undefined) {
      log.error('a fleet rule failed', { rule: rule.id, error });
      bugs.push({ rule: rule.id, error });
    }
    signals.push(...said);
    findings.push(...newsAmong(said, before));
    if (isCut) {
      log.warn('a fleet rule has more to say than one answer holds', { rule: rule.id, rows: said.length });
      cut.add(rule.id);
    } else findings.push(...departures(said, before, instant(options.clock.now())));
  }
  await store.recordFindings(findings);
  return { signals, findings, bugs, cut };
}

/** `isCut`: there are subjects that it does not mention. */
interface Answer {
  readonly said: readonly Signal[];
  readonly isCut: boolean;
  readonly error?: unknown;
}

/** The single place where a fleet rule runs. */
async function ask({ rule, query }: AdmittedRule, before: readonly Finding[], clock: Clock): Promise<Answer> {
  const window = windowOf(rule, clock);
  try {
    const rows = await query.rows(window);
    const said = rows.map((row) => signalOf(rule, row, window));
    refuseTwins(said);
    return { said, isCut: lacksRows(rows) };
  } catch (error) {
    return { said: before.map((finding) => cannotTell(finding, rule.alerting)), isCut: false, error };
  }
}

/** @throws {Error} when a rule says two things of one subject: a bug of the rule. */
function refuseTwins(signals: readonly Signal[]): void {
  const seen = new Set<string>();
  for (const { rule, labels } of signals) {
    const key = labelsKey(labels);
    if (seen.has(key)) throw new Error(`${rule}: two rows about ${key}`);
    seen.add(key);
  }
}

function cannotTell(finding: Finding, alerting: Signal['alerting']): Signal {
  const { server, labels, since: _, ...same } = finding;
  return {
    ...same,
    labels: { server, ...labels },
    outcome: 'cannot-tell',
    because: 'Our own rule failed here; this says nothing about the server',
    alerting,
  };
}

function newsAmong(signals: readonly Signal[], before: readonly Finding[]): readonly Finding[] {
  const known = new Map(before.map((finding) => [subjectOf(finding), finding]));
  return signals.flatMap((signal) => {
    const previous = known.get(labelsKey(signal.labels));
    const finding = findingOf(signal, previous);
    return finding !== undefined && isTransition(previous, finding) ? [finding] : [];
  });
}

/** Findings of subjects that the rule no longer speaks of: they do not stay failed for ever. `at`: RFC 3339. */
function departures(signals: readonly Signal[], before: readonly Finding[], at: string): readonly Finding[] {
  const spoken = new Set(signals.map(({ labels }) => labelsKey(labels)));
  const gone = before.filter(
    (finding) => finding.outcome !== 'inapplicable' && !spoken.has(subjectOf(finding)),
  );
  const because = 'The rule no longer speaks of it';
  return gone.map((finding) => ({
    ...finding,
    outcome: 'inapplicable',
    because,
    evidence: [],
    observedAt: at,
    since: at,
  }));
}

/** A signal as the store keeps it. Undefined: it is about no server. */
function findingOf(signal: Signal, previous: Finding | undefined): Finding | undefined {
  const { labels, value: _value, alerting: _alerting, everyMs: _everyMs, ...same } = signal;
  const { server, ...others } = labels;
  const parsed = parseHost(server ?? '');
  if (!parsed.ok) return undefined;
  return {
    ...same,
    server: parsed.host,
    // The newest finding counts by its date, and a verdict on nothing is dated by its question.
    observedAt:
      previous !== undefined && previous.observedAt > same.observedAt ? previous.observedAt : same.observedAt,
    ...(Object.keys(others).length > 0 && { labels: others }),
    since: previous?.outcome === signal.outcome ? previous.since : signal.observedAt,
  };
}

function subjectOf({ server, labels }: Finding): string {
  return labelsKey({ server, ...labels });
}

function labelsKey(labels: Signal['labels']): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
