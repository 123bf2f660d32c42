import type { SoftwareCatalogue, SoftwareProfile } from '../../model/software/index.ts';
import type { Candidate, Recognition } from './recognition.ts';
import { shown } from './shown.ts';
import type { Claim, MoreClaims } from './software.ts';

/**
 * What a server says it runs, put beside its signs. `agrees`: nothing speaks against what it says. `named-by-api`: NodeInfo says nothing, and the
 * instance API names the software. `own-name`: it has a name that we do not know, and offers source of its own under it, as an open fork does.
 * `conceals`: it says another software, or nothing, and the signs are those of `shown`. `alternatives`: other families that left signs, best first.
 * `unknown`: it says nothing we know, or signs speak against it, and they are too few. `open`: what it says could not be read.
 */
export type Concealment =
  | { readonly state: 'agrees'; readonly profile: SoftwareProfile }
  | { readonly state: 'named-by-api'; readonly profile: SoftwareProfile }
  | { readonly state: 'own-name'; readonly says: string; readonly shown: Candidate; readonly source: string }
  | {
      readonly state: 'conceals';
      readonly says: string;
      readonly shown: Candidate;
      readonly alternatives: readonly Candidate[];
    }
  | { readonly state: 'unknown'; readonly says: string; readonly alternatives: readonly Candidate[] }
  | { readonly state: 'open'; readonly detail: string };

/** What a claim is put beside, besides the signs. */
type Beside = MoreClaims & { readonly catalogue: SoftwareCatalogue };

/** Does a server say what it runs? A front end of another make conceals nothing. */
export function concealmentOf(claim: Claim, recognition: Recognition, more: Beside): Concealment {
  if (claim.state === 'open') return claim;
  const says = claim.state === 'named' ? `NodeInfo names ${shown(claim.name)}` : 'NodeInfo names no software';
  const profile = claim.state === 'named' ? claim.profile : undefined;
  const { server, certain, candidates } = recognition;
  const isContrary = server !== undefined && server.profile.family !== profile?.family;
  if (!isContrary && profile !== undefined) return { state: 'agrees', profile };
  if (!isContrary || !certain) return { state: 'unknown', says, alternatives: candidates };
  const alternatives = candidates.filter((candidate) => candidate !== server);
  return openly(claim, server, { says, more }) ?? { state: 'conceals', says, shown: server, alternatives };
}

/** Is the software named where NodeInfo does not, or is it an open fork under a name of its own? Undefined: neither. */
function openly(
  claim: Claim,
  server: Candidate,
  { says, more }: { readonly says: string; readonly more: Beside },
): Concealment | undefined {
  const { profile } = server;
  if (claim.state === 'absent')
    return namesFamily(more, profile.family) ? { state: 'named-by-api', profile } : undefined;
  const source = more.sources.find(
    (url) => URL.canParse(url) && !isOfFamily(url, profile.family, more.catalogue),
  );
  const isOwnName = claim.state === 'named' && claim.profile === undefined;
  return isOwnName && source !== undefined ? { state: 'own-name', says, shown: server, source } : undefined;
}

const compatible = /\(compatible; ([\w.-]{1,40})/i;

/** Is the family named elsewhere: as the software that is compatible, or by the address of its source? */
function namesFamily({ apiVersion, sources, catalogue }: Beside, family: string): boolean {
  const named = compatible.exec(apiVersion ?? '')?.[1]?.toLowerCase() ?? '';
  return (
    catalogue.profiles.some((profile) => profile.family === family && profile.names.includes(named)) ||
    sources.some((url) => isOfFamily(url, family, catalogue))
  );
}

function isOfFamily(url: string, family: string, { profiles }: SoftwareCatalogue): boolean {
  const wanted = plain(url);
  return profiles.some(
    (profile) => profile.family === family && profile.repositories.some((one) => plain(one.url) === wanted),
  );
}

/** An address as it is compared: a tag in it and its ending aside. */
function plain(url: string): string {
  return url
    .toLowerCase()
    .replace(/\/(?:-\/)?tree\/.*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

/** A candidate in words: its name, its points, and its signs. */
export function describeCandidate({ profile, score, signs }: Candidate): string {
  return `${profile.title} (${score} points: ${signs.join(', ')})`;
}
