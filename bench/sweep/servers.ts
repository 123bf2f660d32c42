import { createCertificates } from '../../test/fediverse/network/certificates.ts';
import { startNameServer } from '../../test/fediverse/network/name-server.ts';
import { answeringServer } from './answering.ts';
import { openBlackHole } from './black-hole.ts';
import { answerParent } from './child.ts';
import { type AllPromises, Counter } from './counts.ts';
import { blackHole, type Crowd } from './crowd.ts';
import { openDoors } from './listening.ts';
import { zoneOf } from './zone.ts';

/** Whom to play. `proof`: what our own servers say of us. */
export interface ServersOrder {
  readonly crowd: Crowd;
  readonly promises: AllPromises;
  readonly proof: string;
}

/** How the servers are reached. `resolver`: `address:port`. */
export interface Door {
  readonly port: number;
  readonly resolver: string;
  readonly caPem: string;
}

let counter: Counter | undefined;

async function start({ crowd, promises, proof }: ServersOrder): Promise<Door> {
  counter = new Counter(promises);
  const certificates = await createCertificates();
  const http = answeringServer(crowd, counter);
  const port = await openDoors({ crowd, certificates, http });
  await openBlackHole({ host: blackHole, port });
  const { address: resolver } = await startNameServer(zoneOf(crowd, proof));
  return { port, resolver, caPem: certificates.caPem };
}

/** The process of all servers: the first message starts them, any other asks for the counts. */
answerParent<ServersOrder>(async (order) => (counter === undefined ? start(order) : counter.counts));
