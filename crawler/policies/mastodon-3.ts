import type { PolicyLevel } from '../../model/policy.ts';
import { requireSuccess, statusFailure } from '../net/json.ts';
import { decodeUtf8 } from '../net/json-text.ts';
import { ProbeFailure } from '../net/probe-failure.ts';
import type { Fetched } from '../probe.ts';
import { digestedSubject } from './digest.ts';
import { type Entries, EntryCollector } from './entries.ts';
import {
  hidden,
  listOptions,
  type PolicyIo,
  type PolicyQuestion,
  type ReadPolicies,
  read,
} from './reader.ts';
import type { Turns } from './turns.ts';

/** A heading, or a row of a table: name or mask with its digest, and the reason. */
const part =
  /<h3[^>]{0,200}>(?<heading>[^<]{1,200})<\/h3>|<span title=['"]SHA-256: (?<digest>[0-9a-f]{64})['"]>(?<shown>[^<]{1,300})<\/span>\s*<\/td>\s*<td>(?<reason>[^<]{0,5000})/g;

interface Kind {
  readonly level: PolicyLevel;
  readonly native: string;
}

/** What the tables are called where the page is in English. */
const kinds: readonly (readonly [heading: RegExp, kind: Kind])[] = [
  [/^filtered media\b/i, { level: 'media-only', native: 'reject_media' }],
  [/^(?:limited|silenced)\b/i, { level: 'limit', native: 'silence' }],
  [/^suspended\b/i, { level: 'reject', native: 'suspend' }],
];

/**
 * The list of Mastodon 3: tables on a page for people, at the end of what the administration wrote. A server with an allow-list has no such page.
 * Source: mastodon 3.4: app/controllers/about_controller.rb, app/views/about/_domain_blocks.html.haml. @throws {ProbeFailure}
 */
export async function readMastodon3({ base }: PolicyQuestion, io: PolicyIo): Promise<ReadPolicies> {
  const fetched = await io.get(`${base}/about/more`, { ...listOptions, accept: 'text/html' });
  if (statusFailure(fetched)?.failure.code === 'http-not-found') return hidden();
  const found = await readAboutPage(requireSuccess(fetched), io.turns);
  // Switched off and empty look alike.
  return found.entries.length === 0 ? hidden() : read(found);
}

/** The rows on the page. @throws {ProbeFailure} `body-unexpected` where a table is called something else, as in another language. */
export async function readAboutPage(fetched: Fetched, turns: Turns): Promise<Entries> {
  const page = decodeUtf8(fetched.bytes);
  if (page === undefined) throw new ProbeFailure('body-not-utf8');
  const collector = new EntryCollector();
  let kind: Kind | undefined;
  await collector.takeAll(page.matchAll(part), turns, ({ groups = {} }) => {
    const { heading, digest, shown = '', reason = '' } = groups;
    if (heading !== undefined) kind = kindOf(heading);
    else if (kind === undefined) throw new ProbeFailure('body-unexpected');
    else return [digestedSubject(shown, digest), wordsOf(kind, { shown, reason })];
    return undefined;
  });
  return collector.result();
}

function kindOf(heading: string): Kind | undefined {
  return kinds.find(([called]) => called.test(heading.trim()))?.[1];
}

function wordsOf(kind: Kind, { shown, reason }: { readonly shown: string; readonly reason: string }) {
  return { ...kind, reason: unescaped(reason), obfuscated: shown.includes('*') };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Text as it was before Rails escaped it. */
function unescaped(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}
