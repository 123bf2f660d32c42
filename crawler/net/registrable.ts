import { getDomain } from 'tldts';
import type { Host } from '../../model/host.ts';

/** The name that someone registered to have this host: one label below a public suffix, private suffixes such as hosting companies' included. A host that is a suffix itself stands for itself. Source: publicsuffix.org. */
export function registrableDomain(host: Host): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}
