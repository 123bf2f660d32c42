import { compareVersions, type Version, versionOf } from '../version.ts';

/** Versions from `from` on, up to but without `before`. `from` absent: from the first one on. */
export interface VersionRange {
  readonly from?: string;
  readonly before: string;
}

/** A published weakness of a software. `readAt`: the day we read it, YYYY-MM-DD; absent: nobody of us did, so nothing fails by it. */
export interface Advisory {
  /** As its publisher numbers it: `GHSA-ww85-x9cp-5v24`. */
  readonly id: string;
  /** What goes wrong, in one short sentence without a full stop. */
  readonly title: string;
  readonly affected: readonly [VersionRange, ...VersionRange[]];
  readonly url: string;
  readonly readAt?: string;
}

/** The first version without the weakness on the way up from this one. Undefined: the version does not have it. */
export function fixFor({ affected }: Advisory, version: Version): string | undefined {
  return affected.find((range) => isWithin(range, version))?.before;
}

function isWithin({ from, before }: VersionRange, version: Version): boolean {
  const end = versionOf(before);
  const start = from === undefined ? undefined : versionOf(from);
  if (end === undefined || compareVersions(version, end) >= 0) return false;
  return start === undefined || compareVersions(version, start) >= 0;
}
