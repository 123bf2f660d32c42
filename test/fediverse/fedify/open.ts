import type { Identity, Site } from '../site.ts';
import type { Peers } from './server.ts';
import { fedifySite } from './server.ts';

/** A real server that answers unsigned requests. */
export function fedifyOpen(who: Identity, peers: Peers): Site {
  return fedifySite(who, peers, { software: 'townsquare', version: '1.4.0', signedFetchOnly: false });
}
