import { z } from 'zod';
import { flag } from '../lenient.ts';
import { readJson, requireSuccess, statusFailure } from '../net/json.ts';
import type { Fetched } from '../probe.ts';
import { EntryCollector } from './entries.ts';
import { listOptions, notSupported, type PolicyReader } from './reader.ts';
import { readSubject } from './subject.ts';

/** Names in one question; a URL has to stay short. */
const namesAtOnce = 50;
/** A visit has twenty requests for everything. */
const maxQuestions = 6;

const Status = z.object({
  hosts: z.record(z.string(), z.object({ blockedByServer: flag }).optional().catch(undefined)),
});

/**
 * PeerTube answers for the names it is asked about; only our hosted servers are. The answer is a part of its list, whatever it says.
 * Its mute hides content and does not cut federation. Source: Chocobozzz/PeerTube:server/core/controllers/api/blocklist.ts.
 */
export const peertube: PolicyReader = {
  origin: 'peertube',
  names: ['peertube'],
  covers: 'name',
  read: async ({ base, hosted }, io) => {
    if (hosted.length === 0) return notSupported();
    const collector = new EntryCollector();
    const most = namesAtOnce * maxQuestions;
    for (let from = 0; from < Math.min(hosted.length, most); from += namesAtOnce) {
      const names = hosted.slice(from, Math.min(from + namesAtOnce, most));
      const query = names.map((host) => `hosts=${host}`).join('&');
      const fetched = await io.get(`${base}/api/v1/blocklist/status?${query}`, listOptions);
      if (statusFailure(fetched)?.failure.code === 'http-not-found') return notSupported();
      addMuted(requireSuccess(fetched), names, collector);
    }
    if (hosted.length > most) collector.cut();
    return { state: 'partial', mode: 'unknown', ...collector.result() };
  },
};

/** Takes the hosts, of those that were asked for, that the server muted. @throws {ProbeFailure} */
function addMuted(fetched: Fetched, asked: readonly string[], collector: EntryCollector): void {
  const { hosts } = readJson(fetched, Status);
  for (const host of asked) {
    if (hosts[host]?.blockedByServer !== true) continue;
    collector.add(readSubject(host), { level: 'limit', native: 'mute' });
  }
}
