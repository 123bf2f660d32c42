import { type Host, parseHost } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import { domains } from '../probes/domains.ts';

/** The web domain that newly stored or visited rows tell. Undefined: they tell none. */
export function webDomainIn(rows: readonly Observation[]): Host | undefined {
  const data = rows.find(({ probe, outcome }) => probe === domains.id && outcome === 'ok')?.data;
  if (typeof data !== 'object' || data === null || !('webDomain' in data)) return undefined;
  const parsed = typeof data.webDomain === 'string' ? parseHost(data.webDomain) : undefined;
  return parsed?.ok === true ? parsed.host : undefined;
}

/** A row with the exchanges only that the server or its web domain had part in: what a third party says, to whom a redirect led, is no word of theirs. */
export function withOwnAnswers(row: Observation, webDomain: Host | undefined): Observation {
  const own: readonly string[] = [row.server, ...(webDomain === undefined ? [] : [webDomain])];
  return { ...row, exchanges: row.exchanges.filter(({ url }) => own.includes(new URL(url).hostname)) };
}
