import type { FailureCode } from '../../../model/failure.ts';
import { failureCodes } from '../../../model/failure.ts';
import type { Host } from '../../../model/host.ts';
import type { ChainOptions } from '../chain.ts';
import type { Fetched } from '../fetched.ts';
import { OnceMore } from '../once-more.ts';
import { ProbeFailure } from '../probe-failure.ts';
import { parseTarget } from '../url-policy.ts';
import type { RobotsFacts } from './robots.ts';
import { absentRobots, type RobotsFile, readableRobots, unreachableRobots } from './robots-file.ts';
import { freshMsOf, longestFreshMs } from './robots-freshness.ts';
import type { RobotsMemory } from './robots-memory.ts';

/** Reads a URL past the robots gate itself. */
export type ReadPastGate = (url: string, options: ChainOptions) => Promise<Fetched>;

/** Source: RFC 9309 §2.5. */
const maxFileBytes = 500 * 1024;

const options: ChainOptions = {
  accept: 'text/plain, */*;q=0.1',
  maxBytes: maxFileBytes,
  truncate: true,
};

/** Source: RFC 9309 §2.3.1.2. */
const maxRedirects = 5;
/** A longer `Location` is on record cut, and leads elsewhere. */
const maxLocation = 1023;
/** Why we do not go where a redirect leads. It says nothing about the host that sent it. */
const elsewhere: ReadonlySet<FailureCode> = new Set(['address-forbidden', 'opted-out', 'url-forbidden']);

/** A visit's reading of robots.txt, once a host; after a transient failure once more. */
export class RobotsGate {
  readonly #read: ReadPastGate;
  readonly #files = new OnceMore<RobotsFile>();
  /** Those of them that are there: most requests find one, and need not wait. */
  readonly #known = new Map<Host, RobotsFile>();
  /** Hosts whose file is said to be elsewhere. */
  readonly #redirected = new Set<Host>();
  readonly #memory: RobotsMemory | undefined;

  /** `memory`: what earlier visits read, and this one need not read again. */
  constructor(read: ReadPastGate, memory?: RobotsMemory) {
    this.#read = read;
    this.#memory = memory;
  }

  /** @throws {ProbeFailure} when the host cannot be reached at all, or a limit of ours came first. */
  file(host: Host): Promise<RobotsFile> {
    return this.#files.get(host, async () => {
      const file = await this.#fetch(host);
      this.#known.set(host, file);
      this.#memory?.note(host, file);
      return file;
    });
  }

  /** How a host's file is. Undefined: nobody asked for it, the host was out of reach, or somebody else to whom it led gives none. */
  stateAt(host: Host): RobotsFacts['state'] | undefined {
    const state = this.#at(host)?.facts.state;
    return state === 'unreachable' && this.#redirected.has(host) ? undefined : state;
  }

  /** @throws {ProbeFailure} `robots-disallowed`, `robots-unreachable`, and what `file` throws. */
  pass(host: Host, url: URL): RobotsFile | Promise<RobotsFile> {
    const known = this.#at(host);
    return known === undefined ? this.file(host).then((file) => passed(file, url)) : passed(known, url);
  }

  #at(host: Host): RobotsFile | undefined {
    return this.#memory?.of(host) ?? this.#known.get(host);
  }

  async #fetch(host: Host): Promise<RobotsFile> {
    const url = `https://${host}/robots.txt`;
    const last = this.#memory?.last(host);
    try {
      const own = await this.#read(url, { ...options, maxRedirects: 0 });
      const to = redirectOf(own);
      if (to === undefined) return fileOf(own, last);
      this.#redirected.add(host);
      return await this.#follow(url, to, last);
    } catch (error) {
      return fileOfFailure(error, atHost, last);
    }
  }

  /** The host has answered by now: whatever happens at the end of its redirect, it is not out of reach. */
  async #follow(url: string, location: string, last: RobotsFile | undefined): Promise<RobotsFile> {
    if (location.length > maxLocation) return unreachableRobots(undefined, last);
    const to = URL.parse(location, url)?.href;
    if (to === undefined || to === url || !isFollowed(to)) return absentRobots(undefined, longestFreshMs);
    try {
      return fileOf(await this.#read(to, { ...options, maxRedirects: maxRedirects - 1 }), last);
    } catch (error) {
      return fileOfFailure(error, afterRedirect, last);
    }
  }
}

function passed(file: RobotsFile, url: URL): RobotsFile {
  if (file.allows(url)) return file;
  throw new ProbeFailure(file.facts.state === 'unreachable' ? 'robots-unreachable' : 'robots-disallowed');
}

/** Where a redirect leads, as it says. Undefined: it is none. */
function redirectOf({ status, headers }: Fetched): string | undefined {
  return [301, 302, 303, 307, 308].includes(status) ? headers['location'] : undefined;
}

function isFollowed(url: string): boolean {
  const parsed = parseTarget(url);
  return parsed.ok && parsed.target.url.protocol === 'https:';
}

function fileOf({ status, bytes, headers, hops }: Fetched, last: RobotsFile | undefined): RobotsFile {
  // Too busy to say (RFC 6585 §4) is not the same as having no rules.
  if (status >= 500 || status === 429) return unreachableRobots(status, last);
  const freshMs = freshMsOf(headers);
  if (status < 200 || status > 299) return absentRobots(status, freshMs);
  const truncated = hops.at(-1)?.body?.truncated ?? false;
  return readableRobots(new TextDecoder().decode(bytes), { status, truncated, freshMs });
}

/** Is a failure one of reading the file, and not of reaching the host? */
type IsOfFile = (code: FailureCode) => boolean;

const atHost: IsOfFile = (code) => ['http', 'body'].includes(failureCodes[code].stage);
const afterRedirect: IsOfFile = (code) => failureCodes[code].stage !== 'policy' || elsewhere.has(code);

/** Too many redirects are as good as no file (RFC 9309 §2.3.1.2). A host out of reach is its own failure, not a matter of robots. */
function fileOfFailure(error: unknown, isOfFile: IsOfFile, last: RobotsFile | undefined): RobotsFile {
  if (!(error instanceof ProbeFailure)) throw error;
  const { code } = error.failure;
  if (code.startsWith('redirect-')) return absentRobots(undefined, longestFreshMs);
  if (isOfFile(code)) return unreachableRobots(undefined, last);
  throw error;
}
