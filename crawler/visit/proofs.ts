import type { Host } from '../../model/host.ts';
import type { Consent, Observation } from '../../model/observation.ts';
import type { WatchedServer } from '../../model/server.ts';
import { ownership } from '../probes/ownership.ts';
import { type ProvenOwner, provenOwner } from './consent.ts';
import { runProbes, type VisitOrder, type VisitRecord, type VisitTools } from './visit.ts';

const dayMs = 24 * 60 * 60 * 1000;

interface Proof {
  readonly proven: boolean;
  readonly checkedMs: number;
}

/**
 * Which hosted servers have proven to be ours. A proof holds until a later check finds none; a check that got no answer changes nothing,
 * so that an outage does not take our consent away.
 */
export class Proofs {
  private readonly byHost = new Map<Host, Proof>();

  /** Learns from a stored or fresh observation of the `ownership` probe; any other is passed over. */
  learn({ server, probe, outcome, data, startedAt }: Observation): void {
    if (probe !== ownership.id || outcome !== 'ok') return;
    const proven = typeof data === 'object' && data !== null && 'foundIn' in data;
    this.byHost.set(server, { proven, checkedMs: Date.parse(startedAt) });
  }

  consentOf({ host, role }: WatchedServer): Consent {
    if (role === 'peer') return 'peer';
    return this.byHost.get(host)?.proven === true ? 'hosted' : 'unproven';
  }

  /** The owner's word, for probes that need it. Undefined: not proven. */
  ownerOf(server: WatchedServer): ProvenOwner | undefined {
    return this.consentOf(server) === 'hosted' ? provenOwner(server.host) : undefined;
  }

  /** A hosted server is asked for its proof at every visit until it has one, and daily from then on. */
  isDue({ host, role }: WatchedServer, nowMs: number): boolean {
    const proof = this.byHost.get(host);
    return role === 'hosted' && (proof?.proven !== true || nowMs - proof.checkedMs >= dayMs);
  }

  /** Asks for the proof with the manners we owe a server that has not given it. */
  async check(order: Omit<VisitOrder, 'consent'>, tools: VisitTools): Promise<VisitRecord> {
    const record = await runProbes([ownership], { ...order, consent: 'unproven' }, tools);
    for (const observation of record.observations) this.learn(observation);
    return record;
  }
}
