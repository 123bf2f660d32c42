/** A tag or commit that a version names. `names`: its spellings, likeliest first; a commit has one. */
export interface WantedReference {
  readonly kind: 'tag' | 'commit';
  readonly names: readonly [string, ...string[]];
}

/** How a software writes versions and tags. */
export interface VersionForm {
  /** The commit of a build: its group `commit` has the hexadecimal digits. */
  readonly commit?: RegExp;
  /** Tags of a release, where `{version}` stands for the version. Empty: not known, so what is usual counts. */
  readonly tags: readonly string[];
}

/** Friendica writes the number of its database's schema behind the release. Source: Friendica src/App.php. */
const schemaNumber = /(?<=^\d{4}\.\d{2}(?:-\w+)?)-\d{4}$/;

/** What forks use too, whatever the software they come from does. */
const usualTags = ['v{version}', '{version}'] as const;
const maxLength = 200;
const maxNames = 8;

/** `2.7.2 (compatible; Akkoma 3.16.0)`: the second version is the server's. */
const compatible = /\(compatible; [^)\s]+ ([^)\s]+)\)/;
/** What `git describe` and build scripts write. Source: Pleroma mix.exs, Lemmy and WriteFreely (`-N-g`), GoToSocial (`+git-`), Mastodon images (`pr-N-`). */
const describedCommit = /(?:-\d+-g|\+git-|[-.+]pr-\d+-|-0-g)(?<commit>[0-9a-f]{7,40})(?![0-9a-z])/i;
/** A hash that stands alone behind the plus, or behind the name of a fork. Source: microblog.pub, Iceshrimp.NET. */
const plusCommit = /\+(?:[\w-]+\.)?(?<commit>(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40})(?![0-9a-z.-])/i;
/** So many commits after a tag: the tag is not the version. */
const afterTag = /-[1-9]\d*-g[0-9a-f]{7,40}/i;
/** Builds of a day or of a change have no tag. Source: Mastodon build-nightly.yml, build-push-pr.yml. */
const untagged = /[-+.](?:nightly|edge|pr-\d|dev\b|develop\b|snapshot)/i;

/**
 * The tags and commits that a server's version names, in that order. Empty: it names none. `form` absent: nothing is known of the software's,
 * so what is usual counts.
 */
export function referencesOf(form: VersionForm | undefined, version: string): readonly WantedReference[] {
  const own = (compatible.exec(version)?.[1] ?? version.split(' ')[0] ?? '').slice(0, maxLength);
  if (!/^v?\d/.test(own)) return [];
  const commit = commitIn(form, own);
  const tags =
    afterTag.test(own) || untagged.test(own) ? [] : tagsOf([...(form?.tags ?? []), ...usualTags], own);
  const [first, ...rest] = tags;
  return [
    ...(first === undefined ? [] : [{ kind: 'tag', names: [first, ...rest] } as const]),
    ...(commit === undefined ? [] : [{ kind: 'commit', names: [commit] } as const]),
  ];
}

function commitIn(form: VersionForm | undefined, version: string): string | undefined {
  const patterns = [form?.commit, describedCommit, plusCommit];
  for (const pattern of patterns) {
    const digits = pattern === undefined ? undefined : pattern.exec(version)?.groups?.['commit'];
    if (digits !== undefined && /^[0-9a-f]{7,40}$/i.test(digits)) return digits.toLowerCase();
  }
  return undefined;
}

/** As it stands, then without what a build adds. Source: Mastodon config/mastodon.yml (metadata behind the plus), Lemmy `-modified`. */
function tagsOf(patterns: readonly string[], version: string): readonly string[] {
  const plain = version.replace(/^v(?=\d)/, '').replace(/-modified$/, '');
  const core = plain.replace(/\+.*$/, '').replace(/-0-g[0-9a-f]{7,40}.*$/i, '');
  const spellings = [...new Set([plain, core, core.replace(/-glitch$/, ''), core.replace(schemaNumber, '')])];
  const names = spellings.flatMap((each) =>
    patterns.map((pattern) => pattern.replaceAll('{version}', () => each)),
  );
  return [...new Set(names)].slice(0, maxNames);
}
