import type { FailureCode } from '../../model/failure.ts';
import { failureCodes } from '../../model/failure.ts';
import type { Host } from '../../model/host.ts';
import { ProbeFailure } from '../probe.ts';
import type { ChainOptions } from './chain.ts';
import type { Fetched } from './fetched.ts';
import { OnceMore } from './once-more.ts';
import { absentRobots, type RobotsFile, readableRobots, unreachableRobots } from './robots-file.ts';

/** Reads a URL past the robots gate itself. */
export type ReadPastGate = (url: string, options: ChainOptions) => Promise<Fetched>;

/** Source: RFC 9309 §2.5. */
const maxFileBytes = 500 * 1024;

const options: ChainOptions = {
  accept: 'text/plain, */*;q=0.1',
  maxBytes: maxFileBytes,
  maxRedirects: 5,
  truncate: true,
};

/** A visit's reading of robots.txt, once a host; after a transient failure once more. */
export class RobotsGate {
  readonly #read: ReadPastGate;
  readonly #files = new OnceMore<RobotsFile>();

  constructor(read: ReadPastGate) {
    this.#read = read;
  }

  /** @throws {ProbeFailure} when the host cannot be reached at all, or a limit of ours came first. */
  file(host: Host): Promise<RobotsFile> {
    return this.#files.get(host, () => this.#fetch(host));
  }

  /** @throws {ProbeFailure} `robots-disallowed`, `robots-unreachable`, and what `file` throws. */
  async pass(host: Host, url: URL): Promise<RobotsFile> {
    const file = await this.file(host);
    if (url.pathname === '/robots.txt' || file.allows(url)) return file;
    throw new ProbeFailure(file.facts.state === 'unreachable' ? 'robots-unreachable' : 'robots-disallowed');
  }

  async #fetch(host: Host): Promise<RobotsFile> {
    try {
      return fileOf(await this.#read(`https://${host}/robots.txt`, options));
    } catch (error) {
      if (!(error instanceof ProbeFailure)) throw error;
      return fileOfFailure(error);
    }
  }
}

function fileOf({ status, bytes, hops }: Fetched): RobotsFile {
  // Too busy to say (RFC 6585 §4) is not the same as having no rules.
  if (status >= 500 || status === 429) return unreachableRobots(status);
  if (status < 200 || status > 299) return absentRobots(status);
  const truncated = hops.at(-1)?.body?.truncated ?? false;
  return readableRobots(new TextDecoder().decode(bytes), { status, truncated });
}

/** Too many redirects are as good as no file (RFC 9309 §2.3.1.2). A host out of reach is its own failure, not a matter of robots. */
function fileOfFailure(error: ProbeFailure): RobotsFile {
  const code: FailureCode = error.failure.code;
  if (code.startsWith('redirect-')) return absentRobots(undefined);
  const { stage } = failureCodes[code];
  if (stage === 'http' || stage === 'body') return unreachableRobots(undefined);
  throw error;
}
