import { type ForgeKind, forgeOf, isForgeHost } from '../../model/licence/forge-host.ts';
import type { SourceOffer } from '../../model/licence/offer.ts';

/** What a path on a forge leads to. `path`: without the reference and without what follows it. */
export type OfferPath = Pick<SourceOffer, 'kind' | 'reference'> & { readonly path: string };

const archiveName = /\.(?:zip|tar|tgz|tar\.(?:gz|bz2|xz|zst)|7z)$/i;
/** Archives that a forge makes of a reference. Source: GitHub, GitLab, Gitea, sr.ht. */
const archivePath = /\/(?:-\/archive|archive|tarball|zipball)\/[^/]/;

/** A reference in a path, behind the repository it belongs to. First match wins. */
const references: readonly RegExp[] = [
  // GitLab
  /^(?<path>\/.+?)\/-\/(?:tree|commits?|tags|releases)\/(?<reference>[^?#]+)$/,
  // Gitea and Forgejo
  /^(?<path>\/[^/]+\/[^/]+)\/(?:src|raw|commits)\/(?:tag|branch|commit)\/(?<reference>[^/?#]+)(?:\/.*)?$/,
  // GitHub, Gitea; also behind the groups of an older GitLab
  /^(?<path>\/.+?\/[^/]+)\/releases\/tag\/(?<reference>[^?#]+)$/,
  /^(?<path>\/[^/]+\/.+?)\/(?:tree|commits?)\/(?<reference>[^?#]+)$/,
  // sr.ht
  /^(?<path>\/~[^/]+\/[^/]+)\/(?:refs|tree|log|commit)\/(?<reference>[^?#]+)$/,
];

/** Reads a path, its slashes at the end and `.git` taken off. */
export function readOfferPath(hostname: string, path: string): OfferPath {
  if (archiveName.test(path) || archivePath.test(path)) return { path, kind: 'archive' };
  const forge = forgeOf(hostname);
  const found = references.map((one) => one.exec(path)?.groups).find((groups) => groups !== undefined);
  const repository = withoutGit(found?.['path'] ?? path.replace(/\/-(?:\/.*)?$/, ''));
  const reference = found?.['reference'];
  const kind =
    found !== undefined || path.endsWith('.git') ? 'repository' : kindOf(hostname, forge, repository);
  return { path: repository, kind, ...(reference !== undefined && { reference }) };
}

function withoutGit(path: string): string {
  return path.replace(/\.git$/, '');
}

/** What a path without a reference leads to. A self-made forge is known by its name only, so much is a page there. */
function kindOf(hostname: string, forge: ForgeKind | undefined, path: string): SourceOffer['kind'] {
  const segments = path.split('/').filter((segment) => segment !== '');
  if (segments.length === 0 || !isForgeHost(hostname)) return 'page';
  if (segments.length === 1) return forge === 'cgit' ? 'repository' : 'organisation';
  if (segments.length === 2) return 'repository';
  return forge === 'gitlab' && !segments.some((segment) => gitlabPages.has(segment)) ? 'repository' : 'page';
}

/** Pages of a project that an older GitLab has without `/-/`. */
const gitlabPages: ReadonlySet<string> = new Set([
  ...['issues', 'merge_requests', 'wikis', 'wiki', 'blob', 'raw', 'activity', 'pipelines', 'milestones'],
  ...['releases', 'tags', 'branches', 'pulls', 'graphs', 'network', 'snippets', 'starrers', 'forks'],
]);
