import { fleetNews } from '../../analyzer/news.ts';
import type { Span } from '../../analyzer/rescore/replay-server.ts';
import { rescore } from '../../analyzer/rescore/rescore.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Host } from '../../model/host.ts';
import { nearestWord } from '../../model/nearest.ts';
import type { ServerStanding } from '../../model/server.ts';
import { exitCodes } from '../exit-code.ts';
import { readyFleet } from '../fleet.ts';
import { type Flags, type Foundation, openFoundation } from '../foundation.ts';
import { knowledgeOf, readSoftware } from '../knowledge.ts';
import { shortened } from '../options.ts';
import { periodsOf } from '../periods.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from '../session.ts';
import { rescoreReport } from './report.ts';

/** What `rescore` is asked to do. `since`: RFC 3339, UTC. `only`: absent members do not narrow. */
export interface RescoreRequest {
  readonly configuration: Configuration;
  readonly since: string;
  readonly dryRun: boolean;
  readonly only: {
    readonly rules: readonly string[] | undefined;
    readonly servers: readonly Host[] | undefined;
  };
}

/**
 * Judges stored observations again. Ends with 0, with 2 when a rule or a server is not known, or a configured rule or a part of the software file was refused, with 3 when it was
 * stopped before its end, and with 4 when a rule threw. With a software file that is refused in part it writes nothing: history would be judged by less than is known.
 */
export async function runRescore(request: RescoreRequest, flags: Flags, session: Session): Promise<void> {
  const foundation = await openFoundation(request.configuration, flags, session);
  try {
    await rescoreOver(foundation, request);
  } finally {
    await foundation.store.close();
  }
}

/** As `runRescore`, over a store that is open. */
export async function rescoreOver(
  foundation: Foundation,
  { since, dryRun, only }: Omit<RescoreRequest, 'configuration'>,
): Promise<void> {
  const { store, clock, log, session, configuration } = foundation;
  const knowledge = knowledgeOf(foundation);
  const [refused] = readSoftware(configuration).problems;
  if (refused !== undefined) {
    if (!dryRun) throw new Refusal(refused.problem, `${refused.fix}; nothing was written`);
    session.end(exitCodes.usage);
  }
  const { rules, fleet } = await chosenRules(foundation, only.rules);
  const servers = chosenServers(await store.servers(), only.servers);
  const span = await spanOf(foundation, since);
  const news = await fleetNews(store, clock, knowledge)();
  const all = only.servers === undefined;
  const vantages = { store, periodMs: periodsOf(configuration) };
  const ofSoftware = { news, software: knowledge.software };
  const judging = { store, rules, fleet, ...ofSoftware, vantages };
  const options = { ...judging, servers, all, dryRun, log, stop: session.stop };
  const rescored = await rescore(options, span);
  session.terminal.out(rescoreReport(rescored, span, dryRun));
  if (rescored.bugs.length > 0) session.end(exitCodes.ownBug);
  if (!rescored.finished) session.end(exitCodes.unjudged);
  session.end(exitCodes.fine);
}

/** From where observations begin, so that findings older than all of them stay; to the newest observation, so that the time of day changes nothing. */
async function spanOf({ store }: Foundation, since: string): Promise<Span> {
  const oldest = (await store.oldestObservation()) ?? since;
  const until = (await store.newestObservation()) ?? since;
  return { since: since < oldest ? oldest : since, until };
}

async function chosenRules(foundation: Foundation, ids: readonly string[] | undefined) {
  const { log, session } = foundation;
  const rules = await session.rules();
  const fleet = await readyFleet(foundation);
  for (const problem of fleet.problems) log.error('a rule was refused', { ...problem });
  if (fleet.problems.length > 0) session.end(exitCodes.usage);
  if (ids === undefined) return { rules, fleet: fleet.rules };
  const known = [...rules.map(({ id }) => id), ...fleet.rules.map(({ rule }) => rule.id)];
  for (const id of ids) if (!known.includes(id)) throw unknown('rule', id, known);
  return {
    rules: rules.filter(({ id }) => ids.includes(id)),
    fleet: fleet.rules.filter(({ rule }) => ids.includes(rule.id)),
  };
}

function chosenServers(
  servers: readonly ServerStanding[],
  hosts: readonly Host[] | undefined,
): readonly ServerStanding[] {
  if (hosts === undefined) return servers;
  const known = servers.map(({ host }) => host);
  for (const host of hosts) if (!known.includes(host)) throw unknown('watched server', host, known);
  return servers.filter(({ host }) => hosts.includes(host));
}

function unknown(kind: string, name: string, known: readonly string[]): Refusal {
  const meant = nearestWord(name, known);
  return new Refusal(
    `there is no ${kind} ${shortened(name)}`,
    meant === undefined ? 'leave it out to take all of them' : `did you mean ${meant}?`,
  );
}
