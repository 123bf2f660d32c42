import { certificateEnd } from '../../../analyzer/certificate.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Host } from '../../../model/host.ts';
import type { Observation } from '../../../model/observation.ts';
import type { Store } from '../../../store/store.ts';
import { withBeginnings } from './beginnings.ts';
import { type ServerView, viewOf } from './view.ts';

const historyLength = 60;
const changesLength = 60;
/** A failing server shows this many observations in full as evidence; the rest is linked. */
const evidenceShown = 40;

/** Everything about one server. */
export interface ServerDossier {
  readonly view: ServerView;
  /** By rule. */
  readonly findings: readonly Finding[];
  /** The newest observation of every probe, by probe. */
  readonly latest: readonly Observation[];
  /** Newest first. */
  readonly history: readonly Observation[];
  /** Observations that failed findings rest on, as far as they are kept. */
  readonly evidence: readonly Observation[];
  /** Newest first. */
  readonly changes: readonly Finding[];
  /** What began up to this instant began in replayed history. Absent: all was seen live. */
  readonly replayedUntil?: string;
}

/** All about one server. Absent: it is not enrolled. */
export async function readDossier(store: Store, host: Host): Promise<ServerDossier | undefined> {
  const [server] = await store.serversOf({ hosts: [host] }, { limit: 1, offset: 0 });
  if (server === undefined) return undefined;
  const [latest, findings, history, changes, replayed] = await Promise.all([
    store.latest([host]),
    store.findingsOf([host]),
    store.history(host, historyLength),
    store.changesAt(host, changesLength),
    store.replayedUntil([host]),
  ]);
  const evidence = await evidenceOf(store, findings, [...latest, ...history]);
  const replayedUntil = replayed.get(host);
  const seen = viewOf(server, { latest, findings, replayedUntil });
  const [view = seen] = await withBeginnings(store, [seen], replayed);
  const end = view.certificateEnd ?? (await certificateBefore(store, host));
  return {
    view: { ...view, ...(end !== undefined && { certificateEnd: end }) },
    findings,
    latest,
    history,
    evidence,
    changes,
    ...(replayedUntil !== undefined && { replayedUntil }),
  };
}

/** While a server is down its newest handshake shows no certificate: then that of the last one that did. */
async function certificateBefore(store: Store, host: Host): Promise<string | undefined> {
  return certificateEnd(await store.newestWithData('tls', [host]));
}

async function evidenceOf(
  store: Store,
  findings: readonly Finding[],
  known: readonly Observation[],
): Promise<readonly Observation[]> {
  const byId = new Map(known.map((observation) => [observation.id, observation]));
  const failed = findings.filter(({ outcome }) => outcome === 'failed');
  const ids = [...new Set(failed.flatMap(({ evidence }) => evidence))].slice(0, evidenceShown);
  const found = await Promise.all(ids.map((id) => byId.get(id) ?? store.observation(id)));
  return found.filter((observation) => observation !== undefined);
}
