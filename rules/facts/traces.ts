import type { Seen } from '../rule.ts';
import type { Traces } from './recognition.ts';
import { instanceApiOf } from './software.ts';

/** Probes in whose answers software leaves signs. */
type Signed = Seen<never, 'nodeinfo' | 'instance-api' | 'webfinger' | 'actor' | 'fingerprints'>;

/** Where the probes of a visit may have seen signs of software. */
export function tracesOf(
  seen: Pick<Signed, 'nodeinfo' | 'instance-api' | 'webfinger' | 'actor' | 'fingerprints'>,
): Traces {
  const { nodeinfo, webfinger, actor, fingerprints, 'instance-api': api } = seen;
  const answer = instanceApiOf(api);
  const base = webfinger.ok ? webfinger.data.base : undefined;
  const asked = fingerprints.ok && fingerprints.data.asked ? fingerprints.data.signs : [];
  return {
    exchanges: [nodeinfo, api, webfinger, actor, fingerprints].flatMap(({ exchanges }) => exchanges),
    subscribeTemplate: base?.ok === true ? base.data.subscribeTemplate : undefined,
    keys: answer?.keys ?? [],
    version: answer?.version,
    found: new Set(asked),
  };
}
