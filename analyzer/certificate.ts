import { z } from 'zod';
import type { Observation } from '../model/observation.ts';
import { storedData } from './stored-data.ts';

/** Of each handshake the ends of its certificates, leaf first. One that does not tell them is as one without certificates. */
const handshakes = z.object({
  sessions: z.array(z.object({ chain: z.array(z.object({ validTo: z.string() })) }).catch({ chain: [] })),
});

/** When the first of a server's certificates ends, RFC 3339, by its newest TLS handshakes. Absent: none was seen. */
export function certificateEnd(observations: readonly Observation[]): string | undefined {
  const tls = observations.find(({ probe, outcome }) => probe === 'tls' && outcome === 'ok');
  const sessions = (tls && storedData(tls, handshakes)?.sessions) ?? [];
  const ends = sessions.flatMap(({ chain }) => chain.slice(0, 1).map(({ validTo }) => validTo));
  return ends.toSorted()[0];
}
