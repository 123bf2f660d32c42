import type { ReferenceState } from '../../model/licence/offer-check.ts';
import { statusFailure } from '../net/json.ts';
import { decodeUtf8 } from '../net/json-text.ts';
import { settle } from '../net/probe-failure.ts';
import type { ForgePages } from './forge-pages.ts';
import { type ForgeSession, type GitRepository, hasCommit, isLoginPage } from './git-repository.ts';
import { openReferences, type SourceFacts } from './source-facts.ts';
import type { WantedReference } from './wanted-references.ts';

/** Commits and tags that are asked for one by one at one visit. */
const maxAsked = 5;
const pageOptions = {
  accept: 'text/html',
  maxBytes: 512 * 1024,
  maxRedirects: 3,
  truncate: true,
  evidence: false,
} as const;

/** Who answers what a list of references does not tell. */
export interface Answering {
  /** Absent: git does not answer. */
  readonly repository?: GitRepository;
  readonly pages: ForgePages | undefined;
  /** What was asked for before, which holds. */
  readonly asked: SourceFacts['asked'];
}

/** Asks for what the list of references does not tell. Resolves with all that was ever asked. */
export async function askEach(
  session: ForgeSession,
  wanted: readonly WantedReference[],
  by: Answering,
): Promise<SourceFacts['asked']> {
  const known: Record<string, ReferenceState> = { ...by.asked };
  const references = by.repository?.references;
  const open = openReferences({ asked: known, ...(references && { references }) }, wanted);
  for (const { kind, names } of open.slice(0, maxAsked)) {
    const [name] = names;
    known[name] = kind === 'commit' ? await askCommit(session, name, by) : await askTag(session, name, by);
  }
  return known;
}

const wholeId = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** By git where the version names all digits, else by the page that forges have for abbreviated ones. */
async function askCommit(
  session: ForgeSession,
  digits: string,
  { repository, pages }: Answering,
): Promise<ReferenceState> {
  const byGit =
    repository !== undefined && wholeId.test(digits)
      ? await hasCommit(session, repository, digits)
      : 'unknown';
  const state =
    byGit === 'unknown' && pages !== undefined ? await askForgePage(session, pages.commit(digits)) : byGit;
  // No reference of this repository points there, and every fork of it would have answered the same.
  return state === 'found' && pages?.isShared === true ? 'in-network' : state;
}

/** A tag page that is not there is no list of all tags. */
async function askTag(session: ForgeSession, name: string, { pages }: Answering): Promise<ReferenceState> {
  const state =
    pages === undefined ? 'unknown' : await askForgePage(session, pages.tag(encodeURIComponent(name)));
  return state === 'found' ? 'found' : 'unknown';
}

async function askForgePage(session: ForgeSession, url: string): Promise<ReferenceState> {
  const asked = await settle(session.get(url, pageOptions));
  if (!asked.ok) return 'unknown';
  const failure = statusFailure(asked.data)?.failure;
  if (failure !== undefined)
    return failure.code === 'http-not-found' || failure.code === 'http-gone' ? 'not-found' : 'unknown';
  return isLoginPage(asked.data.url, decodeUtf8(asked.data.bytes) ?? '') || !isSamePath(url, asked.data.url)
    ? 'unknown'
    : 'found';
}

/** A redirect to the front page is what some forges say of what they do not have. */
function isSamePath(asked: string, answered: string): boolean {
  const name = (url: string) => new URL(url).pathname.split('/').at(-1);
  return name(asked) === name(answered) || (name(answered) ?? '').startsWith(name(asked) ?? '');
}
