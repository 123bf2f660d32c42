import { ProbeFailure } from '../../crawler/net/probe-failure.ts';
import { instant } from '../../model/clock.ts';
import { eachAtOnce } from './at-once.ts';
import { type LabSetup, labTools, peerNamed } from './lab.ts';
import type { RecordedVisit } from './recorded.ts';
import type { Visited, VisitsOrder } from './visits.ts';
import { serveWork } from './worker.ts';

/** The servers, and what visits asked them. */
export interface NetworkSetup extends LabSetup {
  readonly visits: readonly RecordedVisit[];
}

const deadlineMs = 120_000;

/**
 * The requests of visits through the crawler's network and nothing above it: lanes, budgets, robots.txt, limits of time and size, hashes of bodies and
 * the facts of exchanges are there; nobody makes anything of the answers, and of their bodies nothing is kept.
 */
async function startNetwork(setup: NetworkSetup) {
  const tools = labTools(setup);
  const { net, clock } = tools;

  async function replay({ host, requests }: RecordedVisit): Promise<void> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new ProbeFailure('visit-deadline')), deadlineMs);
    const server = peerNamed(host, instant(clock.now()));
    const untilMs = clock.elapsed() + deadlineMs;
    const session = net.open({ host: server.host, consent: 'peer', signal: late.signal, untilMs });
    // The network reads robots.txt by itself.
    for (const { method, path, headers } of requests.filter((each) => each.path !== '/robots.txt')) {
      const how = { method, maxRedirects: 0, evidence: false, record: 'head' } as const;
      const accept = headers['accept'];
      await session.get(`https://${host}${path}`, accept === undefined ? how : { ...how, accept });
    }
    session.takeRecording()();
    await session.close();
    clearTimeout(timer);
  }

  return {
    ready: { failures: [] },
    run: async (_order: VisitsOrder): Promise<Visited> => {
      await eachAtOnce(setup.visits, setup.atOnce, replay);
      return { failures: [] };
    },
    end: () => net.close(),
  };
}

serveWork(startNetwork);
