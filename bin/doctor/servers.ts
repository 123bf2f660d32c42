import { createNet } from '../../crawler/net/create.ts';
import { ProbeFailure } from '../../crawler/net/probe-failure.ts';
import { ownership, ownershipProof } from '../../crawler/probes/ownership.ts';
import { runProbes, type VisitTools } from '../../crawler/visit/visit.ts';
import { instant } from '../../model/clock.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { WatchedServer } from '../../model/server.ts';
import { systemClock } from '../clock.ts';
import { jsonLog } from '../log.ts';
import { crawlNetOptions } from '../net-options.ts';
import type { Session } from '../session.ts';
import { watchedServers } from '../watched.ts';
import { type Diagnosis, fine, problem } from './diagnosis.ts';

const patienceMs = 30_000;

/** Does every hosted server have a name that resolves, and does it prove that it is ours? */
export async function serverDiagnoses(
  configuration: Configuration,
  session: Session,
): Promise<readonly Diagnosis[]> {
  const clock = systemClock;
  const log = jsonLog({ level: 'error', clock, write: (line) => session.terminal.err(line) });
  const net = createNet(crawlNetOptions(configuration, session.release), { clock, log });
  const { vantage, origin: monitorOrigin } = configuration.monitor;
  const tools = { net, clock, log, vantage, monitorOrigin };
  const hosted = watchedServers(configuration, instant(clock.now())).filter(({ role }) => role === 'hosted');
  try {
    return await Promise.all(hosted.map((server) => serverDiagnosis(server, tools)));
  } finally {
    await net.close();
  }
}

async function serverDiagnosis(server: WatchedServer, tools: VisitTools): Promise<Diagnosis> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new ProbeFailure('visit-deadline')), patienceMs);
  const order = {
    server,
    consent: 'unproven',
    scheduledAt: server.watchedSince,
    signal: limit.signal,
  } as const;
  try {
    const { observations } = await runProbes([ownership], order, tools);
    const [proof] = observations;
    if (isProven(proof?.data)) return fine(`${server.host} proves that it is ours`);
    const why = proof?.failure === undefined ? 'does not prove' : `gave no proof (${proof.failure.detail})`;
    return problem(
      `${server.host} ${why} that it is ours: it is watched with the manners of a peer`,
      advice(server, tools),
    );
  } finally {
    clearTimeout(timer);
  }
}

function isProven(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'foundIn' in data;
}

function advice({ host }: WatchedServer, { monitorOrigin }: VisitTools): string {
  const proof = ownershipProof(monitorOrigin);
  return `add the DNS record  _fediscope.${host}. TXT "${proof}"  or serve  ${proof}  at https://${host}/.well-known/fediscope`;
}
