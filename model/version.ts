/** A version as far as it can be put in order. `early`: an alpha, beta or release candidate, which comes before the release itself. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly early: boolean;
}

const numbered = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(.*)$/s;

/** Builds between releases: their numbers say nothing about what is in them. */
const unordered = /nightly|snapshot|dev/i;

/**
 * The version in a text such as `4.3.1`, `4.5.0-rc.1`, `4.4.2+glitch` or `0.19.1+git-abc1234`; what follows the numbers counts only
 * where it marks an early version. Undefined: the text begins with no number of two parts, or names a build between releases.
 */
export function versionOf(text: string): Version | undefined {
  const [, major, minor, patch = '0', rest = ''] = numbered.exec(text.trim()) ?? [];
  if (major === undefined || unordered.test(rest)) return undefined;
  const early = /^[-.]?(alpha|beta|rc|pre)/i.test(rest);
  return { major: Number(major), minor: Number(minor), patch: Number(patch), early };
}

/** Below 0: `a` came before `b`; 0: they are the same release. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || Number(b.early) - Number(a.early);
}

/** Do both get the same patches? */
export function sameBranch(a: Version, b: Version): boolean {
  return a.major === b.major && a.minor === b.minor;
}
