import { Recent } from '../recent.ts';
import type { RobotsFacts } from './robots.ts';
import { groupForUs } from './robots-group.ts';
import { cataloguePaths, isDiscoveryPath } from './robots-paths.ts';
import { allowsPath, orderedRules } from './robots-rules.ts';

/** A host's robots.txt as we hold to it. */
export interface RobotsFile {
  readonly facts: RobotsFacts;
  /** What we wait between two requests. 0: it asks for nothing. */
  readonly delaySeconds: number;
  /** How long it may be used without another look, in milliseconds. */
  readonly freshMs: number;
  /** Characters of its rules for us. */
  readonly size: number;
  /** May we ask for this path, with its query? */
  allows(url: URL): boolean;
}

/** The rules of a group, in their order and without the host it came from. */
interface Rules {
  readonly ordered: string;
  readonly disallowedPaths: readonly string[];
}

/** Most servers of one software have the very same rules, which are kept once; long ones are the host's own. */
const shared = new Recent<string, Rules>(500, () => true);
const maxSharedLength = 4_096;

function rulesOf(lines: string): Rules {
  return lines.length > maxSharedLength ? rulesIn(lines) : shared.of(lines, () => rulesIn(lines));
}

function rulesIn(lines: string): Rules {
  const ordered = orderedRules(lines);
  return { ordered, disallowedPaths: cataloguePaths.filter((path) => !allowsPath(ordered, path)) };
}

/** How a file was read. `truncated`: it goes on beyond our cap. */
export interface Reading {
  readonly status: number;
  readonly truncated: boolean;
  readonly freshMs: number;
}

/** Rules that hold. Source: RFC 9309 §2.2, §2.5. */
export function readableRobots(text: string, { status, truncated, freshMs }: Reading): RobotsFile {
  const { namesUs, delaySeconds, rules: lines } = groupForUs(text);
  const { ordered, disallowedPaths } = rulesOf(lines);
  const delay = delaySeconds > 0 && { crawlDelaySeconds: delaySeconds };
  return {
    facts: { state: 'readable', status, truncated, namesUs, ...delay, disallowedPaths },
    delaySeconds,
    freshMs,
    size: ordered.length,
    allows: ({ pathname, search }) => allowsPath(ordered, `${pathname}${search}`),
  };
}

/** No rules, because there is no file. Source: RFC 9309 §2.3.1.3. */
export function absentRobots(status: number | undefined, freshMs: number): RobotsFile {
  return { facts: plain('absent', status), delaySeconds: 0, freshMs, size: 0, allows: () => true };
}

/**
 * The file exists perhaps, and cannot be read: what every peer must serve stays allowed, as far as the last file that was read allows it.
 * `last` undefined: none was. Source: RFC 9309 §2.3.1.4, §2.4.
 */
export function unreachableRobots(status: number | undefined, last: RobotsFile | undefined): RobotsFile {
  return {
    facts: plain('unreachable', status),
    delaySeconds: last?.delaySeconds ?? 0,
    freshMs: 0,
    size: 0,
    allows: (url) => isDiscoveryPath(url.pathname) && last?.allows(url) !== false,
  };
}

function plain(state: 'absent' | 'unreachable', status: number | undefined): RobotsFacts {
  return {
    state,
    ...(status !== undefined && { status }),
    namesUs: false,
    truncated: false,
    disallowedPaths: [],
  };
}
