import type { Seen } from '../rule.ts';
import type { Traces } from './recognition.ts';
import { instanceApiOf } from './software.ts';

/** Probes in whose answers software leaves signs. */
type Probes = 'nodeinfo' | 'instance-api' | 'webfinger' | 'actor' | 'fingerprints' | 'source-offers';

/** Where the probes of a visit may have seen signs of software. */
export function tracesOf(seen: Pick<Seen<never, Probes>, Probes>): Traces {
  const { nodeinfo, webfinger, actor, fingerprints } = seen;
  const { 'instance-api': api, 'source-offers': offers } = seen;
  const answer = instanceApiOf(api);
  const base = webfinger.ok ? webfinger.data.base : undefined;
  const asked = fingerprints.ok && fingerprints.data.asked ? fingerprints.data.signs : [];
  return {
    exchanges: [nodeinfo, api, webfinger, actor, fingerprints].flatMap(({ exchanges }) => exchanges),
    subscribeTemplate: base?.ok === true ? base.data.subscribeTemplate : undefined,
    keys: answer?.keys ?? [],
    version: answer?.version,
    found: new Set([...asked, ...(offers.ok ? offers.data.pageSigns : [])]),
  };
}

/** Was no page of the server read? It may name its software there. */
export function isUnread(offers: Seen<never, 'source-offers'>['source-offers']): boolean {
  return !offers.ok || offers.data.places['page-link'] !== 'read';
}
