import { forgeOf } from '../../model/licence/forge-host.ts';

/** Pages of a repository that are asked where git does not answer the question. Absent: the forge has none that is known. */
export interface ForgePages {
  /** A file as it is, at the head of the default branch. */
  file(name: string): string;
  commit(digits: string): string;
  tag(name: string): string;
  /** Does it show commits of other repositories of the same network under this one? */
  readonly isShared: boolean;
}

type Shape = (base: string, head: string | undefined) => ForgePages;

/** By kind of forge. Source: GitHub's documentation; GitLab, Gitea, sr.ht and cgit route tables. */
const shapes: Readonly<Record<NonNullable<ReturnType<typeof forgeOf>>, Shape>> = {
  github: (base) => ({
    file: (name) => `https://raw.githubusercontent.com${new URL(base).pathname}/HEAD/${name}`,
    commit: (digits) => `${base}/commit/${digits}`,
    tag: (name) => `${base}/releases/tag/${name}`,
    isShared: true,
  }),
  gitlab: (base) => ({
    file: (name) => `${base}/-/raw/HEAD/${name}`,
    commit: (digits) => `${base}/-/commit/${digits}`,
    tag: (name) => `${base}/-/tags/${name}`,
    isShared: false,
  }),
  gitea: (base, head) => ({
    file: (name) => (head === undefined ? `${base}/raw/${name}` : `${base}/raw/branch/${head}/${name}`),
    commit: (digits) => `${base}/commit/${digits}`,
    tag: (name) => `${base}/src/tag/${name}`,
    isShared: false,
  }),
  sourcehut: (base, head = 'HEAD') => ({
    file: (name) => `${base}/blob/${head}/${name}`,
    commit: (digits) => `${base}/commit/${digits}`,
    tag: (name) => `${base}/refs/${name}`,
    isShared: false,
  }),
  cgit: (base) => ({
    file: (name) => `${base}/plain/${name}`,
    commit: (digits) => `${base}/commit/?id=${digits}`,
    tag: (name) => `${base}/tag/?h=${name}`,
    isShared: false,
  }),
};

/** The pages of a repository, by its URL. Undefined: its forge is of no known kind. `head`: its default branch. */
export function forgePages(url: string, head?: string): ForgePages | undefined {
  const forge = forgeOf(new URL(url).hostname);
  return forge === undefined ? undefined : shapes[forge](url.replace(/\.git$/, ''), head);
}
