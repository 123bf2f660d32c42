import type { Finding } from '../../model/finding.ts';
import type { Log } from '../../model/log.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { DatedFinding, Rescoring, Subjects } from '../../store/rescoring.ts';
import type { AdmittedRule } from '../fleet/admit.ts';
import { type ChangedVerdict, changedVerdicts, isSameHistory } from './difference.ts';
import { replayRule } from './replay-rule.ts';
import { replayServer, type ServerReplayOptions, type Span } from './replay-server.ts';

/** What a rescore works with. `servers`: those whose findings are made again. `dryRun`: nothing is written. */
export interface RescoreOptions extends ServerReplayOptions {
  readonly store: ServerReplayOptions['store'] & Rescoring;
  readonly fleet: readonly AdmittedRule[];
  readonly servers: readonly ServerStanding[];
  /** Whether these are all servers that are watched: findings of fleet rules are then replaced as a whole. */
  readonly all: boolean;
  readonly dryRun: boolean;
  readonly log: Log;
  readonly stop: AbortSignal;
}

/** What a rescore came to. `replaced`, `made`: findings, where they differ. `bugs`: rules that threw, each once. `finished`: false when it was stopped. */
export interface Rescored {
  readonly observations: number;
  readonly evaluations: number;
  readonly replaced: number;
  readonly made: number;
  readonly changes: readonly ChangedVerdict[];
  readonly bugs: readonly string[];
  readonly finished: boolean;
}

/** Servers whose findings are replaced in one go: each takes a statement that touches whole parts of the table. */
const batchSize = 100;

/**
 * Makes the findings of a stretch of time again from its observations, and puts them in the place of the old ones. Observations and alerts stay
 * as they are. What did not change is not written. Only what one batch of servers says is held in memory.
 */
export async function rescore(options: RescoreOptions, span: Span): Promise<Rescored> {
  const tally = new Tally(options.log);
  const { servers, rules, fleet, stop } = options;
  const replaying = await withSeveral(options);
  for (let from = 0; from < servers.length && rules.length > 0 && !stop.aborted; from += batchSize)
    await rescoreServers(replaying, { span, some: servers.slice(from, from + batchSize), tally });
  for (const admitted of fleet) if (!stop.aborted) await rescoreRule(options, { span, admitted, tally });
  return tally.result(!stop.aborted);
}

/** Where there was ever only one vantage, it need not be read apart. */
async function withSeveral(options: RescoreOptions): Promise<RescoreOptions> {
  const { vantages, ...alone } = options;
  return vantages !== undefined && (await vantages.store.vantages()).length > 1 ? options : alone;
}

interface Batch {
  readonly span: Span;
  readonly some: readonly ServerStanding[];
  readonly tally: Tally;
}

async function rescoreServers(options: RescoreOptions, { span, some, tally }: Batch): Promise<void> {
  const { store, rules } = options;
  const subjects = { rules: rules.map(({ id }) => id), servers: some.map(({ host }) => host) };
  const before = await store.findingsBefore(subjects, span.since);
  const byServer = Map.groupBy(before, ({ server }) => server);
  const made: DatedFinding[] = [];
  for (const server of some) {
    // What was made by now is not whole: it must not replace anything.
    if (options.stop.aborted) return;
    const known = byServer.get(server.host) ?? [];
    const replay = await replayServer(options, server, { span, before: known });
    made.push(...replay.findings);
    tally.observations += replay.observations;
    for (const { rule, error } of replay.bugs) tally.bug(rule, { server: server.host, error });
  }
  await settle(options, { subjects, span, before, made, tally });
}

interface Asked {
  readonly span: Span;
  readonly admitted: AdmittedRule;
  readonly tally: Tally;
}

async function rescoreRule(options: RescoreOptions, { span, admitted, tally }: Asked): Promise<void> {
  const { store, servers, all, stop } = options;
  const hosts = servers.map(({ host }) => host);
  const own = new Set<string>(hosts);
  const rule = admitted.rule.id;
  const subjects = { rules: [rule], ...(!all && { servers: hosts }) };
  const before = await store.findingsBefore(subjects, span.since);
  const concerns = (server: string) => all || own.has(server);
  const replay = await replayRule(admitted, { span, before, concerns, stop });
  if (stop.aborted) return;
  tally.evaluations += replay.evaluations;
  if (replay.bug !== undefined) tally.bug(rule, { error: replay.bug.error });
  await settle(options, { subjects, span, before, made: replay.findings, tally });
}

interface Outcome {
  readonly subjects: Subjects;
  readonly span: Span;
  readonly before: readonly Finding[];
  readonly made: readonly DatedFinding[];
  readonly tally: Tally;
}

async function settle(
  { store, dryRun }: RescoreOptions,
  { subjects, span, before, made, tally }: Outcome,
): Promise<void> {
  const versions = {
    kept: await store.findingsSince(subjects, span.since),
    made: made.map(({ finding }) => finding),
  };
  if (isSameHistory(versions)) return;
  tally.replaced += versions.kept.length;
  tally.made += made.length;
  tally.changes.push(...changedVerdicts(before, versions));
  if (!dryRun) await store.replaceFindings(subjects, span.since, made);
}

/** Counts what happens, and tells of each rule that throws once. */
class Tally {
  observations = 0;
  evaluations = 0;
  replaced = 0;
  made = 0;
  readonly changes: ChangedVerdict[] = [];
  readonly #bugs = new Set<string>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  bug(rule: string, fields: Readonly<Record<string, unknown>>): void {
    if (this.#bugs.has(rule)) return;
    this.#bugs.add(rule);
    this.#log.error('a rule threw', { rule, ...fields });
  }

  result(finished: boolean): Rescored {
    const { observations, evaluations, replaced, made, changes } = this;
    return { observations, evaluations, replaced, made, changes, bugs: [...this.#bugs], finished };
  }
}
