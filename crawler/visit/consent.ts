import type { Host } from '../../model/host.ts';
import type { Consent } from '../../model/observation.ts';
import { ProbeFailure } from '../net/probe-failure.ts';
import type { ProbeConsent } from '../probe.ts';

declare const proven: unique symbol;

/** A host whose owner proved to this monitor that it is theirs. Only a proof makes one; see `Proofs.ownerOf`. */
export interface ProvenOwner {
  readonly host: Host;
  readonly [proven]: true;
}

const issued = new WeakSet<object>();

/** The word that a proof gives. Nobody else may call it. */
export function provenOwner(host: Host): ProvenOwner {
  // The brand exists for the compiler only; the set is what counts at run time.
  const owner = { host } as ProvenOwner;
  issued.add(owner);
  return owner;
}

/** Whom a probe would be run at, and with what right. */
export interface Standing {
  readonly host: Host;
  readonly consent: Consent;
  readonly owner?: ProvenOwner;
}

/** @throws {ProbeFailure} `ownership-unproven` when a probe asks more than the server has consented to. */
export function requireConsent(wanted: ProbeConsent, { host, consent, owner }: Standing): void {
  if (wanted === 'peer') return;
  const isOwned = owner !== undefined && issued.has(owner) && owner.host === host;
  if (consent === 'hosted' && (wanted === 'hosted' || isOwned)) return;
  throw new ProbeFailure('ownership-unproven');
}

/** Is a question for servers of this consent at all? One that needs the consent of a hosted server is not asked elsewhere, and leaves no row there. */
export function isFor(consent: Consent, wanted: ProbeConsent = 'peer'): boolean {
  return wanted === 'peer' || consent === 'hosted';
}
