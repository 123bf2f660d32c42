import type { ReferenceState } from '../../model/licence/offer-check.ts';
import { statusFailure } from '../net/json.ts';
import { decodeUtf8, isHtml } from '../net/json-text.ts';
import type { NetSession } from '../net/net.ts';
import { type Settled, settle } from '../net/probe-failure.ts';
import type { Fetched } from '../probe.ts';
import { type GitReferences, readAdvertisement, readInfoRefs, readListing } from './git-references.ts';
import { type Ending, endingOf } from './offer-state.ts';
import { readPackets, textOf, writePackets } from './pkt-line.ts';
import { referencesExcerpt } from './references-excerpt.ts';

/** What a forge is asked with. */
export type ForgeSession = Pick<NetSession, 'get' | 'askGit'>;

/** A repository that git answers for. `base`: its URL as the server has it. `references` absent: it does not list them to us; `detail` says why. */
export interface GitRepository {
  readonly base: string;
  readonly format: 'sha1' | 'sha256';
  readonly references?: GitReferences;
  readonly detail?: string;
}

/** What asking git came to. `isGit` false: whatever answered does not speak it. */
export type GitAnswer =
  | { readonly isGit: true; readonly repository: GitRepository }
  | { readonly isGit: false; readonly ending: Ending };

const service = '/info/refs?service=git-upload-pack';
const maxBytes = 5_000_000;
const maxRedirects = 3;
/** Enough to tell what kind of answer begins. */
const firstBytes = 2_048;

/** Asks for the tags and branches of a repository: by its URL as it stands, and with `.git` where that is none. Source: gitprotocol-http. */
export async function listReferences(session: ForgeSession, url: string): Promise<GitAnswer> {
  const plain = await askAt(session, url);
  if (plain.isGit || !mayHaveSuffix(plain.ending)) return plain;
  const suffixed = await askAt(session, `${url}.git`);
  return suffixed.isGit || suffixed.ending.state !== 'absent' ? suffixed : plain;
}

function mayHaveSuffix({ state }: Ending): boolean {
  return state === 'absent' || state === 'not-source' || state === 'login-page';
}

async function askAt(session: ForgeSession, base: string): Promise<GitAnswer> {
  const asked = await settle(
    session.get(`${base}${service}`, { gitProtocol: 2, maxBytes, maxRedirects, excerpt: referencesExcerpt }),
  );
  const ending = notGit(asked);
  if (ending !== undefined || !asked.ok) return { isGit: false, ending: ending ?? noGit };
  return readDiscovery(session, asked.data);
}

const noGit: Ending = { state: 'not-source', detail: 'no git repository answers there' };
const loginPage: Ending = { state: 'login-page', detail: 'the answer is a page to log in' };

/** Why an answer cannot be one of git. Undefined: it may be. */
function notGit(asked: Settled<Fetched>): Ending | undefined {
  if (!asked.ok) return endingOf(asked.failure);
  const failure = statusFailure(asked.data);
  if (failure !== undefined) return endingOf(failure.failure);
  const page = decodeUtf8(asked.data.bytes.subarray(0, 64 * 1024)) ?? '';
  if (!isHtml(page)) return undefined;
  return isLoginPage(asked.data.url, page) ? loginPage : noGit;
}

/** Is a page there to log in? By its address, or a field for a password. */
export function isLoginPage(url: string, html: string): boolean {
  const { pathname } = new URL(url);
  return (
    /\/(?:login|sign_?in|users\/sign_in|user\/login|auth)\/?$/i.test(pathname) ||
    /type=["']?password\b/i.test(html)
  );
}

async function readDiscovery(session: ForgeSession, { url, bytes, headers }: Fetched): Promise<GitAnswer> {
  if (!url.endsWith(service)) return { isGit: false, ending: noGit };
  const base = url.slice(0, -service.length);
  const isSmart = headers['content-type']?.startsWith('application/x-git-upload-pack-advertisement') === true;
  const capabilities = isSmart ? capabilitiesOf(bytes) : undefined;
  if (capabilities !== undefined) return listed(session, base, capabilities);
  const references = isSmart ? readAdvertisement(bytes) : readInfoRefs(bytes);
  if (references !== undefined) return { isGit: true, repository: { base, format: 'sha1', references } };
  const garbled: Ending = { state: 'unreachable', detail: 'the answer is not of the form git has' };
  return { isGit: false, ending: isSmart ? garbled : noGit };
}

/** What a server of version 2 can do. Undefined: it is of another version. */
function capabilitiesOf(bytes: Uint8Array): ReadonlySet<string> | undefined {
  const lines: string[] = [];
  for (const packet of readPackets(bytes)) {
    if (packet.kind !== 'data') continue;
    const line = textOf(packet.payload);
    if (line.startsWith('# service=')) continue;
    if (lines.length === 0 && line !== 'version 2') return undefined;
    lines.push(line);
    if (lines.length > 100) break;
  }
  return lines.length === 0 ? undefined : new Set(lines);
}

const flush = { divider: 'flush' } as const;
const delimiter = { divider: 'delimiter' } as const;
const formatLine = (format: GitRepository['format']) => (format === 'sha256' ? ['object-format=sha256'] : []);

/** Tags and branches only: pull requests may be tens of thousands. Source: gitprotocol-v2, ls-refs. */
async function listed(
  session: ForgeSession,
  base: string,
  capabilities: ReadonlySet<string>,
): Promise<GitAnswer> {
  const format = capabilities.has('object-format=sha256') ? 'sha256' : 'sha1';
  const question = writePackets([
    ...['command=ls-refs', ...formatLine(format), delimiter, 'peel', 'symrefs'],
    ...['ref-prefix HEAD', 'ref-prefix refs/heads/', 'ref-prefix refs/tags/', flush],
  ]);
  const answer = await settle(session.askGit(base, question, { maxBytes, excerpt: referencesExcerpt }));
  const ending = notGit(answer);
  // It is there; what it keeps to itself, or what is too long for us, is no reason to say that it is not.
  if (ending?.state === 'login' || ending?.state === 'login-page') return { isGit: false, ending };
  const references = ending === undefined && answer.ok ? readListing(answer.data.bytes) : undefined;
  if (references !== undefined) return { isGit: true, repository: { base, format, references } };
  if (ending !== undefined && (ending.state === 'awaited' || ending.state === 'too-much'))
    return { isGit: false, ending };
  const detail = ending?.detail ?? 'the list of references is not of the form git has';
  return { isGit: true, repository: { base, format, detail } };
}

/** Asks whether a commit is there, and leaves as soon as the answer begins. `commit`: all its digits. Source: gitprotocol-v2, fetch. */
export async function hasCommit(
  session: ForgeSession,
  repository: GitRepository,
  commit: string,
): Promise<ReferenceState> {
  const { base, format, references } = repository;
  // An older server refuses what no reference points to, whether it has it or not.
  if (references?.protocol !== 'v2') return 'unknown';
  const question = writePackets([
    ...['command=fetch', ...formatLine(format), delimiter, 'no-progress'],
    ...[`want ${commit}`, 'deepen 1', 'done', flush],
  ]);
  const options = { maxBytes: firstBytes, truncate: true, excerpt: beginningOf } as const;
  const answer = await settle(session.askGit(base, question, options));
  return answer.ok && statusFailure(answer.data) === undefined ? stateIn(answer.data.bytes) : 'unknown';
}

function stateIn(bytes: Uint8Array): ReferenceState {
  const begins = beginningOf(bytes)?.begins;
  if (begins === undefined) return 'unknown';
  return begins.startsWith('ERR') ? 'not-found' : 'found';
}

/** How an answer begins, in words of git's own, where that tells whether the commit is there. Undefined: it tells nothing. */
function beginningOf(bytes: Uint8Array): { readonly begins: string } | undefined {
  const [first] = readPackets(bytes);
  const text = first?.kind === 'data' ? textOf(first.payload) : '';
  if (/^ERR .*\bnot our ref\b/.test(text)) return { begins: 'ERR … not our ref' };
  return text === 'packfile' || text === 'shallow-info' ? { begins: text } : undefined;
}
