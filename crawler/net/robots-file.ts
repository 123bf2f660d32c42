import robotsParser from 'robots-parser';
import type { Host } from '../../model/host.ts';
import type { RobotsFacts } from './robots.ts';
import { cataloguePaths, isDiscoveryPath } from './robots-paths.ts';

/** The name that robots.txt files know us by. Source: RFC 9309 §2.2.1. */
export const productToken = 'Fediscope';

// Its declarations say `export default`, its CommonJS code exports the function itself.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

const namesUs = new RegExp(`^[\\t ]*user-agent[\\t ]*:[\\t ]*${productToken}(?![a-z_-])`, 'im');

/** A host's robots.txt as we hold to it. */
export interface RobotsFile {
  readonly facts: RobotsFacts;
  /** May we ask for this path, with its query? */
  allows(url: URL): boolean;
}

/** Rules that hold. `truncated`: the file goes on beyond our cap. Source: RFC 9309 §2.2, §2.5. */
export function readableRobots(
  host: Host,
  text: string,
  read: { readonly status: number; readonly truncated: boolean },
): RobotsFile {
  const parsed = parseRobots(`https://${host}/robots.txt`, text.replace(/^\uFEFF/, ''));
  // Rules are one set for both schemes here; robots-parser would call http another site.
  const allowsPath = (path: string) => parsed.isAllowed(`https://${host}${path}`, productToken) !== false;
  const delay = parsed.getCrawlDelay(productToken);
  return {
    facts: {
      state: 'readable',
      ...read,
      namesUs: namesUs.test(text),
      ...(delay !== undefined && delay > 0 && Number.isFinite(delay) && { crawlDelaySeconds: delay }),
      disallowedPaths: cataloguePaths.filter((path) => !allowsPath(path)),
    },
    allows: ({ pathname, search }) => allowsPath(`${pathname}${search}`),
  };
}

/** No rules, because there is no file. Source: RFC 9309 §2.3.1.3. */
export function absentRobots(status: number | undefined): RobotsFile {
  return { facts: plain('absent', status), allows: () => true };
}

/** The file exists perhaps, and cannot be read: what every peer must serve stays allowed. Source: RFC 9309 §2.3.1.4. */
export function unreachableRobots(status: number | undefined): RobotsFile {
  return { facts: plain('unreachable', status), allows: ({ pathname }) => isDiscoveryPath(pathname) };
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
