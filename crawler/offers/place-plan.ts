import type { SoftwareProfile } from '../../model/software/profile.ts';

/** Pages and documents that are read of one server besides what other probes read. */
export interface PlacePlan {
  /** Is `/.well-known/x-nodeinfo2` there as installed? */
  readonly nodeinfo2: boolean;
  /** Path of the software's own API. Absent: it has none that tells of source. */
  readonly api?: string;
  /** Pages in the order they are read. */
  readonly pages: readonly PlannedPage[];
  /** Path of the archive that the server itself hands out. Absent: the software has none, or the version is not known. */
  readonly archive?: string;
}

/** One page. `wholly`: the software has it for this, so that a link counts wherever it stands. `spare`: not read where an earlier page had data. */
export interface PlannedPage {
  readonly path: string;
  readonly wholly?: true;
  readonly spare?: true;
}

const landing: PlannedPage = { path: '/' };
/** Nobody but the operator writes there. */
const about: PlannedPage = { path: '/about', wholly: true, spare: true };

/** Pages that software has for its source, by id of profile. Source: Pixelfed opensource.blade.php; Friendica src/Module/Friendica.php. */
const ownPages: Readonly<Record<string, PlannedPage>> = {
  pixelfed: { path: '/site/open-source', wholly: true },
  friendica: { path: '/friendica', wholly: true },
};
/** Source: PeerTube server-config-manager.ts; Lemmy crates/api. */
const ownApis: Readonly<Record<string, string>> = { peertube: '/api/v1/config', lemmy: '/api/v3/site' };
/** Source: Castopod NodeInfo2Controller.php, Gancio server/federation/webfinger.js. */
const withNodeInfo2: ReadonlySet<string> = new Set(['castopod', 'gancio', 'owncast']);

/** What a server says it runs. Absent members: it does not say. */
export interface StatedSoftware {
  readonly name?: string;
  readonly version?: string;
}

/** Where a server may offer its source, by its software. `profile` undefined: unknown software is asked at the places that most have. */
export function placePlan(
  profile: SoftwareProfile | undefined,
  { name, version }: StatedSoftware,
): PlacePlan {
  if (profile === undefined) return { nodeinfo2: true, pages: [landing, about] };
  // Without a clause on networks nothing has to be offered to anybody who comes by.
  if (!profile.networkClause) return { nodeinfo2: false, pages: [] };
  const own = ownPages[profile.id];
  const api = ownApis[profile.id];
  const archive = profile.family === 'misskey' ? tarballOf(name, version) : undefined;
  return {
    nodeinfo2: withNodeInfo2.has(profile.id),
    pages: [landing, ...(own === undefined ? [] : [own]), about],
    ...(api !== undefined && { api }),
    ...(archive !== undefined && { archive }),
  };
}

/** Source: Misskey packages/backend/src/server/ClientServerService.ts. */
function tarballOf(name: string | undefined, version: string | undefined): string | undefined {
  if (name === undefined || version === undefined) return undefined;
  const isPlain = /^[a-z0-9-]{1,40}$/i.test(name) && /^[\w.+-]{1,80}$/.test(version);
  return isPlain ? `/tarball/${name.toLowerCase()}-${encodeURIComponent(version)}.tar.gz` : undefined;
}
