import type { Host } from '../../model/host.ts';

/**
 * The two names of a server: accounts live under one, documents under the other; mostly they are the same.
 * `learnedFrom`: what pointed to the web domain. `same`: nothing pointed elsewhere.
 */
export interface DomainsData {
  readonly accountDomain: Host;
  readonly webDomain: Host;
  readonly learnedFrom:
    | 'same'
    | 'host-meta-redirect'
    | 'lrdd-template'
    | 'webfinger-redirect'
    | 'self-link'
    | 'nodeinfo-link';
}
