import { outcomeOf } from '../../model/failure.ts';
import type { Evidence, Observation } from '../../model/observation.ts';
import { observationId } from '../../model/observation-id.ts';
import type { PolicyEntry, PolicyList } from '../../model/policy.ts';
import type { Recording } from '../net/net.ts';
import type { Settled } from '../net/probe-failure.ts';
import { Turns } from '../policies/turns.ts';
import { bug, type SessionTools } from './probe-run.ts';
import type { AnyProbe, VisitOrder, VisitRecord, VisitTools } from './visit.ts';

/** What one probe left, names of people still in it. */
export interface Draft {
  readonly probe: AnyProbe;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly result: Settled<unknown>;
  readonly recording: () => Recording;
}

/** Scrubs at the end, when every name is known, so that equal texts stay equal across the visit. */
export function recordAll(
  drafts: readonly Draft[],
  order: VisitOrder,
  tools: SessionTools,
): Omit<VisitRecord, 'policies'> {
  const observations: Observation[] = [];
  const evidence: Evidence[] = [];
  for (const draft of drafts) {
    const kept = keep(draft, order, tools);
    evidence.push(...kept.evidence);
    observations.push(record(draft.probe, order, tools, { ...draft, ...kept }));
  }
  const bugs = observations.filter(({ failure }) => failure?.code === 'own-bug').length;
  const settled = new Map(drafts.map(({ probe, result }) => [probe.id, result]));
  return { observations, evidence, bugs, settled };
}

/** Reasons are the only words in a list that people wrote; names that this visit marked go there too. Others have their turn in between. */
export async function withoutPeople(
  list: PolicyList,
  { server }: VisitOrder,
  { session }: SessionTools,
): Promise<PolicyList> {
  const entries: PolicyEntry[] = [];
  await Turns.toKeep(server).each(list.entries, (entry) => {
    const { reason } = entry;
    entries.push(reason === undefined ? entry : { ...entry, reason: session.scrub(reason) });
    return reason?.length ?? 0;
  });
  return { ...list, entries };
}

type Kept = Recording & Pick<Draft, 'result'>;

/** What a probe leaves, scrubbed; a fault of ours costs this one probe, and nothing unscrubbed gets out. */
function keep(draft: Draft, order: VisitOrder, tools: SessionTools): Kept {
  try {
    return { ...draft.recording(), result: tools.session.scrub(draft.result) };
  } catch (error) {
    return { exchanges: [], evidence: [], result: bug(draft.probe, order, { tools, error }) };
  }
}

/** Reading the bytes is work on remote data too: its fault is told when the recording is read. */
export function take({ session }: SessionTools): () => Recording {
  try {
    return session.takeRecording();
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

type Moment = Pick<Observation, 'startedAt' | 'durationMs' | 'exchanges'> & {
  readonly result: Settled<unknown>;
};

function record(
  probe: AnyProbe,
  order: VisitOrder,
  { vantage, witness }: VisitTools,
  moment: Moment,
): Observation {
  const { result, startedAt, durationMs, exchanges } = moment;
  const key = { server: order.server.host, probe: probe.id, scheduledAt: order.scheduledAt, vantage };
  return {
    id: observationId(key),
    ...key,
    probeVersion: probe.version,
    consent: order.consent,
    startedAt,
    durationMs,
    exchanges,
    ...(result.ok
      ? { outcome: 'ok', data: result.data }
      : { outcome: outcomeOf(result.failure.code), failure: result.failure }),
    ...(witness !== undefined && { witness: witness() }),
    replayed: false,
  };
}
