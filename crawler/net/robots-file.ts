import robotsParser from 'robots-parser';
import { Recent } from './recent.ts';
import type { RobotsFacts } from './robots.ts';
import { cataloguePaths, isDiscoveryPath } from './robots-paths.ts';

/** The name that robots.txt files know us by. Source: RFC 9309 §2.2.1. */
export const productToken = 'Fediscope';

// Its declarations say `export default`, its CommonJS code exports the function itself.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

const namesUs = new RegExp(`^[\\t ]*user-agent[\\t ]*:[\\t ]*${productToken}(?![a-z_-]).*$`, 'gim');

/** A host's robots.txt as we hold to it. */
export interface RobotsFile {
  readonly facts: RobotsFacts;
  /** May we ask for this path, with its query? */
  allows(url: URL): boolean;
}

/** Wildcard rules that are read, and stars in one of them; stock files have fewer than ten of either. */
const maxWildcardRules = 500;
const maxStars = 8;
const wildcardRule = /^(\s*(?:dis)?allow\s*:)([^#]*\*.*)$/i;

/**
 * The text with wildcards that cannot stall us: 500 KiB of them against a long path take seconds. A pattern with more stars is cut
 * behind the last one allowed, which forbids more rather than less; rules beyond the cap are left out.
 */
function bounded(text: string): string {
  let wildcards = 0;
  const lines = text.split(/\r\n|\r|\n/).map((line) => {
    const [, field = '', pattern = ''] = wildcardRule.exec(line) ?? [];
    if (field === '') return line;
    wildcards += 1;
    return wildcards > maxWildcardRules ? '' : `${field}${fewerStars(pattern)}`;
  });
  return lines.join('\n');
}

function fewerStars(pattern: string): string {
  const parts = pattern.replaceAll(/\*{2,}/g, '*').split('*');
  return parts.length <= maxStars + 1 ? parts.join('*') : `${parts.slice(0, maxStars).join('*')}*`;
}

/** The text with our name alone where it is given with more, such as a version or a remark; robots-parser takes the whole line for a name. */
function named(text: string): string {
  return text.replaceAll(namesUs, `User-agent: ${productToken}`);
}

/** The rules of a text, without the host it came from. */
interface Rules {
  readonly facts: Pick<RobotsFacts, 'namesUs' | 'crawlDelaySeconds' | 'disallowedPaths'>;
  readonly allowsPath: (path: string) => boolean;
}

/** Most servers of one software have the very same file. */
const known = new Recent<string, Rules>(200, () => true);
const maxKnownLength = 4_096;
/** Paths that a file was asked about, and how long they are: a visit asks for few, and for some of them again and again. */
const maxAnswers = 100;
const maxAnswerLength = 200;
/** The parser wants to know whose rules they are; they are one set for both schemes here, which it would call two sites. */
const somebody = 'https://robots.invalid';

function rulesOf(file: string): Rules {
  const text = file.replace(/^\uFEFF/, '');
  const parsed = parseRobots(`${somebody}/robots.txt`, bounded(named(text)));
  const isAllowed = (path: string) => parsed.isAllowed(`${somebody}${path}`, productToken) !== false;
  const answers = new Recent<string, boolean>(maxAnswers, () => true);
  const allowsPath = (path: string) =>
    path.length > maxAnswerLength ? isAllowed(path) : answers.of(path, () => isAllowed(path));
  const delay = parsed.getCrawlDelay(productToken);
  return {
    facts: {
      namesUs: text.search(namesUs) !== -1,
      ...(delay !== undefined && delay > 0 && Number.isFinite(delay) && { crawlDelaySeconds: delay }),
      disallowedPaths: cataloguePaths.filter((path) => !allowsPath(path)),
    },
    allowsPath,
  };
}

/** Rules that hold. `truncated`: the file goes on beyond our cap. Source: RFC 9309 §2.2, §2.5. */
export function readableRobots(
  text: string,
  read: { readonly status: number; readonly truncated: boolean },
): RobotsFile {
  const rules = text.length > maxKnownLength ? rulesOf(text) : known.of(text, () => rulesOf(text));
  const { namesUs, ...facts } = rules.facts;
  return {
    facts: { state: 'readable', ...read, namesUs, ...facts },
    allows: ({ pathname, search }) => rules.allowsPath(`${pathname}${search}`),
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
