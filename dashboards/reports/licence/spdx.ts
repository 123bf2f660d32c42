import type { LicenceDossier } from '../../../analyzer/licence/dossier.ts';

/** One server's software in the fields of an SPDX 2.3 package. `NOASSERTION`: nothing is said. Source: SPDX 2.3, clause 7. */
export interface SpdxFields {
  readonly SPDXID: string;
  readonly name: string;
  readonly versionInfo: string;
  readonly downloadLocation: string;
  readonly filesAnalyzed: false;
  readonly licenseConcluded: string;
  readonly licenseDeclared: string;
  readonly copyrightText: 'NOASSERTION';
  readonly supplier: string;
}

const nothing = 'NOASSERTION';

/** The fields of one server. */
export function spdxOf(dossier: LicenceDossier): SpdxFields {
  const { server, software, check } = dossier;
  return {
    SPDXID: `SPDXRef-${server.replaceAll(/[^a-z0-9.]/g, '-')}`,
    name: software?.title ?? nothing,
    versionInfo: software?.version ?? nothing,
    downloadLocation: downloadLocation(dossier),
    filesAnalyzed: false,
    licenseConcluded: check?.licence === 'other' ? nothing : (software?.licence ?? nothing),
    licenseDeclared: software?.declared ?? nothing,
    copyrightText: nothing,
    supplier: `Organization: ${server}`,
  };
}

/** Where the offered source can be had: a repository with the reference that was found in it, or a file. What gave no source is no location. */
function downloadLocation({ offer, check }: LicenceDossier): string {
  if (offer === undefined || check?.state !== 'reachable') return nothing;
  if (offer.kind === 'archive') return offer.url;
  if (offer.kind !== 'repository') return nothing;
  const found = check.references.find(({ state }) => state === 'found')?.wanted;
  return `git+${offer.url}${found === undefined ? '' : `@${encodeURIComponent(found)}`}`;
}
