import { getDomain } from 'tldts';
import type { Host } from '../../../model/host.ts';
import { Recent } from '../recent.ts';

/** It is asked for before each request of a visit. */
const known = new Recent<Host, string>(1_000, () => true);

/** The name that someone registered to have this host: one label below a public suffix, private suffixes such as hosting companies' included. A host that is a suffix itself stands for itself. Source: publicsuffix.org. */
export function registrableDomain(host: Host): string {
  return known.of(host, () => getDomain(host, { allowPrivateDomains: true }) ?? host);
}
