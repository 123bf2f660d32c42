import { type FailureCode, outcomeOf } from '../../model/failure.ts';
import type { FederationMode, PolicyList, Reading, ReadingState } from '../../model/policy.ts';
import { ProbeFailure, type Settled, settle } from '../net/probe-failure.ts';
import { entriesDigest } from '../policies/entries.ts';
import { policyReaderOf } from '../policies/index.ts';
import {
  notSupported,
  type PolicyIo,
  type PolicyQuestion,
  type PolicyReader,
  type ReadPolicies,
} from '../policies/reader.ts';
import { Turns } from '../policies/turns.ts';
import { defineProbe, type Prior, type ProbeTarget } from '../probe.ts';
import { domains } from './domains.ts';
import { instanceApi } from './instance-api.ts';
import { nodeinfo } from './nodeinfo.ts';

/** What reading a server's block list came to. The entries go to the policies of the store by themselves. */
export interface PoliciesData {
  readonly state: Exclude<ReadingState, 'declined' | 'failed'>;
  readonly mode: FederationMode;
  /** How the list was read: the name of a reader, or of a part of what it reads. Absent: the software is known to publish none. */
  readonly origin?: string;
  readonly entries: number;
  readonly refused: Reading['refused'];
  readonly truncated: boolean;
  /** What ended a list that is asked for in several questions before its end; what was answered until then is kept. Absent: nothing did. */
  readonly stoppedBy?: FailureCode;
  /** Of the normalised entries; empty where none were read. */
  readonly digest: string;
}

const after = { domains, nodeinfo, instanceApi };

/** Whom a server rejects or limits, by the list it publishes. Source: each reader in `crawler/policies`. */
export const policies = defineProbe({
  id: 'policies',
  version: 1,
  cadence: 'D',
  after,
  async run(target, io, prior): Promise<PoliciesData> {
    const choice = await settle(choose(target, prior));
    const reader = choice.ok ? choice.data : undefined;
    const turns = Turns.toRead(target.server, target.signal);
    const asking: PolicyIo = { get: (url, options) => io.get(url, options), turns };
    const found = choice.ok ? await settle(readWith(reader, questionOf(target, prior), asking)) : choice;
    const list = listOf(target, reader, found);
    if (!isOurLimit(found)) target.policies?.take(list);
    if (!found.ok) throw new ProbeFailure(found.failure.code, found.failure.detail);
    const { mode, entries, refused, truncated, digest } = list.reading;
    const { state, stoppedBy } = found.data;
    return {
      ...{ state, mode, entries, refused, truncated, digest },
      ...(stoppedBy !== undefined && { stoppedBy }),
      ...(reader !== undefined && { origin: list.reading.origin }),
    };
  },
});

/** A probe that our own limit cut off is asked again; there was no reading. */
function isOurLimit(found: Settled<unknown>): boolean {
  return !found.ok && outcomeOf(found.failure.code) === 'missed' && found.failure.code !== 'crawl-delay';
}

async function readWith(
  reader: PolicyReader | undefined,
  question: PolicyQuestion,
  io: PolicyIo,
): Promise<ReadPolicies> {
  return reader === undefined ? notSupported() : reader.read(question, io);
}

/** What NodeInfo answers where a server names no software, or does not name it to us. Whatever else fails, such as a time-out, names it tomorrow. */
const namesNone: ReadonlySet<FailureCode> = new Set([
  ...(['http-not-found', 'http-gone', 'http-unauthorized', 'http-forbidden', 'http-client-error'] as const),
  ...(['http-unexpected-status', 'body-html', 'body-not-json', 'body-not-utf8', 'body-unexpected'] as const),
  ...(['redirect-loop', 'redirect-limit', 'redirect-downgrade', 'redirect-malformed'] as const),
  ...(['robots-disallowed', 'noindex'] as const),
]);

/** Unknown software that answers like Mastodon may have Mastodon's list too. @throws {ProbeFailure} when the software could not be asked for. */
async function choose(
  target: ProbeTarget,
  { nodeinfo, instanceApi }: Prior<typeof after>,
): Promise<PolicyReader | undefined> {
  const document = nodeinfo.ok ? nodeinfo.data.document : undefined;
  const likeMastodon = instanceApi.ok && instanceApi.data.asked;
  if (document?.ok === true) {
    const { software } = document.data;
    return policyReaderOf(software.name, likeMastodon, target.software.profileOf(software));
  }
  const unnamed = nodeinfo.ok ? document?.failure : nodeinfo.failure;
  const isNameless = unnamed === undefined || namesNone.has(unnamed.code);
  if (isNameless && instanceApi.ok) return policyReaderOf(undefined, likeMastodon);
  const failure = nodeinfo.ok && !instanceApi.ok ? instanceApi.failure : unnamed;
  // What we were not allowed to learn stays so; whatever else failed failed there, not here.
  throw new ProbeFailure(failure?.stage === 'policy' ? failure.code : 'prior-missing');
}

function questionOf(
  { server, hosted = [] }: ProbeTarget,
  { domains, nodeinfo, instanceApi }: Prior<typeof after>,
): PolicyQuestion {
  const host = domains.ok ? domains.data.webDomain : server.host;
  const document =
    nodeinfo.ok && nodeinfo.data.document?.ok === true ? nodeinfo.data.document.data : undefined;
  const instance = instanceApi.ok && instanceApi.data.asked ? instanceApi.data : undefined;
  return {
    base: `https://${host}`,
    version: document?.software.version ?? '',
    hosted: hosted.filter((one) => one !== server.host),
    ...(document !== undefined && { nodeinfoUrl: document.url }),
    ...(instance?.limitedFederation !== undefined && { limited: instance.limitedFederation }),
  };
}

function listOf(
  { server, scheduledAt: readAt }: ProbeTarget,
  reader: PolicyReader | undefined,
  found: Settled<ReadPolicies>,
): PolicyList {
  const { entries = [], refused = {}, truncated = false, mode = 'unknown' } = found.ok ? found.data : {};
  const state = found.ok ? found.data.state : stateOf(found.failure.code);
  const isRead = state === 'published' || state === 'partial';
  const reading: Reading = {
    observer: server.host,
    source: 'api',
    origin: (found.ok ? found.data.origin : undefined) ?? reader?.origin ?? '',
    state,
    mode,
    readAt,
    entries: entries.length,
    refused,
    truncated,
    replayed: false,
    covers: reader?.covers ?? 'name',
    digest: isRead ? entriesDigest(entries) : '',
  };
  return { reading, entries };
}

function stateOf(code: FailureCode): ReadingState {
  return outcomeOf(code) === 'failed' ? 'failed' : 'declined';
}
