import { ProbeFailure } from '../../crawler/net/probe-failure.ts';
import { Agenda } from '../../crawler/schedule/agenda.ts';
import { Timetable } from '../../crawler/schedule/timetable.ts';
import { Proofs } from '../../crawler/visit/proofs.ts';
import { type VisitRecord, visit } from '../../crawler/visit/visit.ts';
import { instant } from '../../model/clock.ts';
import type { WatchedServer } from '../../model/server.ts';
import { eachAtOnce } from './at-once.ts';
import { type LabSetup, labTools, peerNamed } from './lab.ts';
import { serveWork } from './worker.ts';

/** Which visits to make: of servers that were never seen, or an hour after such a visit. */
export interface VisitsOrder {
  readonly kind: 'first' | 'usual';
}

/** What came of the visits of a run. `failures`: questions without an answer. */
export interface Visited {
  readonly failures: readonly string[];
}

const deadlineMs = 120_000;
const hour = 3_600_000;

/** Visits every server once a run, and throws away what was seen, but for that of a first run which the usual visits build on. */
async function startVisits(setup: LabSetup) {
  const tools = labTools(setup);
  const servers = setup.hosts.map((host) => peerNamed(host, instant(tools.clock.now())));
  const intervalMs = { hosted: hour, unproven: hour, peer: hour };
  const agenda = new Agenda(new Proofs(), new Timetable({ intervalMs }));

  async function visitOne(server: WatchedServer, { kind }: VisitsOrder): Promise<VisitRecord> {
    const startMs = tools.clock.now() + (kind === 'usual' ? hour : 0);
    const share = kind === 'usual' ? agenda.shareOf(server, startMs) : {};
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new ProbeFailure('visit-deadline')), deadlineMs);
    // With an end a visit may use what earlier ones read in robots.txt, as those of a crawl do.
    const until = { signal: late.signal, untilMs: tools.clock.elapsed() + deadlineMs };
    const slot = { server, consent: 'peer', scheduledAt: instant(startMs), ...until } as const;
    const record = await visit({ ...slot, ...share }, tools);
    clearTimeout(timer);
    return record;
  }

  async function visitAll(
    order: VisitsOrder,
    take: (server: WatchedServer, record: VisitRecord) => void,
  ): Promise<void> {
    await eachAtOnce(servers, setup.atOnce, async (server) => take(server, await visitOne(server, order)));
  }

  await visitAll({ kind: 'first' }, (server, record) => agenda.note(server, record));
  return {
    ready: { failures: [] },
    run: async (order: VisitsOrder): Promise<Visited> => {
      const failures: string[] = [];
      await visitAll(order, (_, record) => failures.push(...failuresOf(record)));
      return { failures };
    },
    end: () => tools.net.close(),
  };
}

function failuresOf({ observations }: VisitRecord): readonly string[] {
  // Mastodon's robots.txt keeps crawlers from its list of blocks.
  return observations.flatMap(({ probe, outcome, failure }) =>
    failure === undefined || outcome === 'disallowed' ? [] : [`${probe} ${failure.code}`],
  );
}

serveWork(startVisits);
