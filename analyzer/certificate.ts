import type { TlsData } from '../crawler/probes/tls.ts';
import type { Observation } from '../model/observation.ts';

/** When the first of a server's certificates ends, RFC 3339, by its newest TLS handshakes. Absent: none was seen. */
export function certificateEnd(observations: readonly Observation[]): string | undefined {
  const tls = observations.find(({ probe, outcome }) => probe === 'tls' && outcome === 'ok');
  if (tls === undefined) return undefined;
  // The probe wrote this under its own id, so the data has its type; older versions wrote less.
  const { sessions = [] } = tls.data as Partial<TlsData>;
  const ends = sessions.flatMap(({ chain }) => chain.slice(0, 1).map(({ validTo }) => validTo));
  return ends.toSorted()[0];
}
