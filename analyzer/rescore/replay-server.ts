import { instant } from '../../model/clock.ts';
import type { Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { DatedFinding, Rescoring } from '../../store/rescoring.ts';
import type { RuleBug } from '../judge.ts';
import { newestAt } from '../snapshot.ts';
import { isTransition } from '../transition.ts';
import { confirmedEach } from '../vantages/confirm-each.ts';
import { KnownObservations, type KnownReads } from './known-observations.ts';
import { visits } from './visits.ts';

/** What server rules are replayed with. */
export interface ServerReplayOptions extends KnownReads {
  readonly store: KnownReads['store'] & Pick<Rescoring, 'observed'>;
}

/** A stretch of virtual time, both ends included. RFC 3339. */
export interface Span {
  readonly since: string;
  readonly until: string;
}

/** What rules say of one server over a stretch of time. `findings`: in the order they were made. `bugs`: the first of each rule. */
export interface ServerReplay {
  readonly findings: readonly DatedFinding[];
  readonly bugs: readonly RuleBug[];
  readonly observations: number;
}

/**
 * Judges one server after each of its visits, as if it were then. `before`: its findings at the beginning. A verdict that rests only on what is
 * older than the stretch is none of this replay. Equal observations and equal findings before give equal findings.
 */
export async function replayServer(
  options: ServerReplayOptions,
  server: ServerStanding,
  { span, before }: { readonly span: Span; readonly before: readonly Finding[] },
): Promise<ServerReplay> {
  const current = new Map(before.map((finding) => [finding.rule, finding]));
  const findings: DatedFinding[] = [];
  const bugs = new Map<string, RuleBug>();
  let known: KnownObservations | undefined;
  let observations = 0;
  for await (const visit of visits(options.store, { server: server.host, ...span })) {
    known ??= await KnownObservations.at(options, server, justBefore(span.since));
    known.admit(visit);
    observations += visit.length;
    const judged = await confirmedEach(options, server, {
      ...known.view(server),
      previous: [...current.values()],
    });
    for (const bug of judged.bugs) if (!bugs.has(bug.rule)) bugs.set(bug.rule, bug);
    for (const finding of judged.findings) {
      if (finding.observedAt < span.since || !isTransition(current.get(finding.rule), finding)) continue;
      current.set(finding.rule, finding);
      findings.push({ finding, at: endOf(visit) });
    }
  }
  return { findings, bugs: [...bugs.values()], observations };
}

function endOf(visit: readonly Observation[]): string {
  return newestAt(visit) ?? '';
}

/** Instants have milliseconds. What began with the stretch is replayed, so it is not known before. */
function justBefore(since: string): string {
  return instant(Date.parse(since) - 1);
}
