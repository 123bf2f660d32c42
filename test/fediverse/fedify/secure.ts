import type { Identity, Site } from '../site.ts';
import type { Peers } from './server.ts';
import { fedifySite } from './server.ts';

/** A real server that answers only signed requests for actors ("authorized fetch"). Source: fedify:docs/manual/access-control.md. */
export function fedifySecure(who: Identity, peers: Peers): Site {
  return fedifySite(who, peers, { software: 'courtyard', version: '0.9.2', signedFetchOnly: true });
}
