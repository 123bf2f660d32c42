import { ProbeFailure } from '../../crawler/probe.ts';
import { visit } from '../../crawler/visit.ts';
import { instant } from '../../model/clock.ts';
import { type LabSetup, labTools, peerNamed } from './lab.ts';
import { serveWork } from './worker.ts';

/** What the visits of a run were: exchanges, and observations without data. */
export interface Visited {
  readonly failures: readonly string[];
}

const deadlineMs = 120_000;

/** Visits every server once a run, every probe, and throws away what was seen. */
async function startVisits(setup: LabSetup) {
  const tools = labTools(setup);
  const run = async (): Promise<Visited> => {
    const scheduledAt = instant(tools.clock.now());
    const waiting = setup.hosts.map((host) => peerNamed(host, scheduledAt));
    const failures: string[] = [];
    const work = async (): Promise<void> => {
      for (let server = waiting.shift(); server !== undefined; server = waiting.shift()) {
        const late = new AbortController();
        const timer = setTimeout(() => late.abort(new ProbeFailure('visit-deadline')), deadlineMs);
        const record = await visit({ server, consent: 'peer', scheduledAt, signal: late.signal }, tools);
        clearTimeout(timer);
        // Mastodon's robots.txt keeps crawlers from its list of blocks.
        for (const { probe, outcome, failure } of record.observations)
          if (failure !== undefined && outcome !== 'disallowed') failures.push(`${probe} ${failure.code}`);
      }
    };
    await Promise.all(Array.from({ length: setup.atOnce }, work));
    return { failures };
  };
  return { ready: { failures: [] }, run, end: () => tools.net.close() };
}

serveWork(startVisits);
