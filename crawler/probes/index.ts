import type { AddressFacts } from '../net/resolve.ts';
import type { RobotsFacts } from '../net/robots.ts';
import type { ActorData } from './actor.ts';
import type { DomainsData } from './domains.ts';
import type { HostMetaData } from './host-meta.ts';
import type { InstanceApiData } from './instance-api.ts';
import type { NodeInfoData } from './nodeinfo.ts';
import type { OwnershipData } from './ownership.ts';
import type { TlsData } from './tls.ts';
import type { WebFingerData } from './webfinger.ts';

/** What each probe's observations hold. */
export interface ObservedData {
  dns: AddressFacts;
  robots: RobotsFacts;
  'host-meta': HostMetaData;
  domains: DomainsData;
  tls: TlsData;
  ownership: OwnershipData;
  nodeinfo: NodeInfoData;
  'instance-api': InstanceApiData;
  webfinger: WebFingerData;
  actor: ActorData;
}

export type ProbeId = keyof ObservedData;
