import { z } from 'zod';
import { outcomeOf } from '../../model/failure.ts';
import { flag } from '../documents/lenient.ts';
import { readJson, requireSuccess } from '../net/json.ts';
import { ProbeFailure, settle } from '../net/probe-failure.ts';
import { EntryCollector } from './entries.ts';
import { notSupported, type PolicyIo, type PolicyReader, pageOptions, type ReadPolicies } from './reader.ts';
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
      const asked = await settle(addMuted(names, { base, io, collector }));
      if (asked.ok) continue;
      const { code, detail } = asked.failure;
      if (from === 0 && code === 'http-not-found') return notSupported();
      // Without an answer nothing was read, and what our own limit cut off is asked again.
      if (from === 0 || outcomeOf(code) === 'missed') throw new ProbeFailure(code, detail);
      collector.cut();
      return { ...part(collector), stoppedBy: code };
    }
    if (hosted.length > most) collector.cut();
    return part(collector);
  },
};

function part(collector: EntryCollector): ReadPolicies {
  return { state: 'partial', mode: 'unknown', ...collector.result() };
}

interface Asking {
  readonly base: string;
  readonly io: PolicyIo;
  readonly collector: EntryCollector;
}

/** Takes the hosts, of those that are asked for, that the server muted. @throws {ProbeFailure} */
async function addMuted(asked: readonly string[], { base, io, collector }: Asking): Promise<void> {
  const query = asked.map((host) => `hosts=${host}`).join('&');
  const fetched = await io.get(`${base}/api/v1/blocklist/status?${query}`, pageOptions);
  const { hosts } = readJson(requireSuccess(fetched), Status);
  for (const host of asked) {
    if (hosts[host]?.blockedByServer !== true) continue;
    collector.add(readSubject(host), { level: 'limit', native: 'mute' });
  }
}
