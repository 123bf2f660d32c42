import type { OfferKind } from '../../model/licence/offer.ts';
import type { LicenceText } from '../../model/licence/offer-check.ts';
import { statusFailure } from '../net/json.ts';
import { decodeUtf8, isHtml } from '../net/json-text.ts';
import { settle } from '../net/probe-failure.ts';
import { readArchive } from './archive.ts';
import { type ForgePages, forgePages } from './forge-pages.ts';
import type { GitReferences } from './git-references.ts';
import { type ForgeSession, type GitRepository, isLoginPage, listReferences } from './git-repository.ts';
import { licenceFiles, licenceIn } from './licence-text.ts';
import { type Ending, endingOf } from './offer-state.ts';
import { askEach } from './reference-questions.ts';
import type { SourceFacts } from './source-facts.ts';
import type { WantedReference } from './wanted-references.ts';

/** An offered address, and what the versions that are asked for name. */
export interface SourceQuestion {
  readonly url: string;
  readonly kind: OfferKind;
  readonly wanted: readonly WantedReference[];
}

const maxPageBytes = 512 * 1024;
const maxLicenceBytes = 256 * 1024;

const pageOptions = {
  accept: 'text/html',
  maxBytes: maxPageBytes,
  maxRedirects: 3,
  truncate: true,
  evidence: false,
} as const;

/** Asks one offered address what it is. Never throws for what a server did. */
export async function visitSource(session: ForgeSession, question: SourceQuestion): Promise<SourceFacts> {
  const { url, kind } = question;
  const blank = { url, kind, licence: 'unread', asked: {} } as const;
  if (kind === 'archive') {
    const answer = await readArchive(session, url);
    if (!answer.isArchive) return { ...blank, ...answer.ending };
    const { isArchive: _, ...read } = answer;
    return { ...blank, state: 'reachable', ...read };
  }
  const answer = mayBeRepository(question) ? await listReferences(session, url) : undefined;
  if (answer?.isGit === true) return readRepository(session, question, answer.repository);
  if (answer !== undefined && answer.ending.state !== 'absent' && answer.ending.state !== 'not-source')
    return { ...blank, ...answer.ending };
  return readPage(session, question);
}

/** The path of a repository has an owner and a name; a forge under a name of its own is known by its answer only. */
function mayBeRepository({ url, kind }: SourceQuestion): boolean {
  const segments = new URL(url).pathname.split('/').filter((segment) => segment !== '');
  return kind === 'repository' || (kind === 'page' && segments.length >= 2 && segments.length <= 4);
}

async function readRepository(
  session: ForgeSession,
  question: SourceQuestion,
  repository: GitRepository,
): Promise<SourceFacts> {
  const { url, kind } = question;
  const { base, references, detail } = repository;
  const pages = forgePages(base, references?.head);
  return {
    ...{ url, kind, base },
    state: 'reachable',
    licence: await licenceOf(session, pages),
    asked: await askEach(session, question.wanted, { repository, pages, asked: {} }),
    ...(references !== undefined && { references }),
    ...(detail !== undefined && { detail }),
  };
}

/** Which of the usual files is there; only where all of them were asked for is there none. */
async function licenceOf(session: ForgeSession, pages: ForgePages | undefined): Promise<LicenceText> {
  if (pages === undefined) return 'unread';
  for (const name of licenceFiles) {
    const options = { maxBytes: maxLicenceBytes, maxRedirects: 3, evidence: false } as const;
    const asked = await settle(session.get(pages.file(name), options));
    const failure = asked.ok ? statusFailure(asked.data)?.failure : asked.failure;
    if (failure?.code === 'http-not-found') continue;
    const text = asked.ok && failure === undefined ? decodeUtf8(asked.data.bytes) : undefined;
    // A page around the text is not the text; a front that shows one for everything has no file.
    return text === undefined || isHtml(text) ? 'unread' : licenceIn(text);
  }
  return 'absent';
}

/** What is known of an address, with what another version names asked for too. */
export async function completeSource(
  session: ForgeSession,
  facts: SourceFacts,
  wanted: readonly WantedReference[],
): Promise<SourceFacts> {
  const { url, base, references, asked } = facts;
  const pages = forgePages(base ?? url, references?.head);
  const repository =
    base === undefined
      ? {}
      : { repository: { base, format: formatOf(references), ...(references && { references }) } };
  return { ...facts, asked: await askEach(session, wanted, { ...repository, pages, asked }) };
}

function formatOf(references: GitReferences | undefined): GitRepository['format'] {
  return references?.tips[0]?.length === 64 ? 'sha256' : 'sha1';
}

/** What is no repository, by the word of its host. A forge's own page of a repository stands in where git is switched off. */
async function readPage(session: ForgeSession, question: SourceQuestion): Promise<SourceFacts> {
  const { url, kind, wanted } = question;
  const blank = { url, kind, licence: 'unread', asked: {} } as const;
  const answer = await settle(session.get(url, pageOptions));
  const ending = answer.ok ? pageEnding(answer.data.url, answer.data) : endingOf(answer.failure);
  const pages = forgePages(url);
  if (ending.state !== 'not-source' || kind !== 'repository' || pages === undefined)
    return { ...blank, ...ending };
  const licence = await licenceOf(session, pages);
  // Without a file of a repository it is a page that only looks like one.
  if (licence === 'unread' || licence === 'absent') return { ...blank, ...ending };
  return {
    url,
    kind,
    state: 'reachable',
    licence,
    asked: await askEach(session, wanted, { pages, asked: {} }),
  };
}

function pageEnding(url: string, answer: Parameters<typeof statusFailure>[0]): Ending {
  const failure = statusFailure(answer)?.failure;
  if (failure !== undefined) return endingOf(failure);
  return isLoginPage(url, decodeUtf8(answer.bytes) ?? '')
    ? { state: 'login-page', detail: 'the answer is a page to log in' }
    : { state: 'not-source', detail: 'it is a page, neither a repository nor an archive' };
}
