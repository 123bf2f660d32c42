import { entriesDigest } from '../../crawler/policies/entries.ts';
import { readMastodon } from '../../crawler/policies/mastodon.ts';
import type { ReadPolicies } from '../../crawler/policies/reader.ts';
import { Turns } from '../../crawler/policies/turns.ts';
import type { Fetched } from '../../crawler/probe.ts';
import { type Host, parseHost } from '../../model/host.ts';
import { domainDigest, mastodonMask } from '../../model/masking.ts';
import type { PolicyList } from '../../model/policy.ts';
import { subjectOf } from './filling.ts';
import { entriesEach } from './size.ts';

/** Of so many entries one is another the next day. */
const changedOf = 100;

/** One list as Mastodon sends it. On the second day one entry of a hundred is another. */
export function bodyOf(server: number, day: number): Uint8Array {
  const rows = Array.from({ length: entriesEach }, (_, entry) => {
    const name = subjectOf(server, entry % changedOf === 0 ? entry + day * entriesEach : entry);
    const domain = entry % 10 === 0 ? mastodonMask(name) : name;
    const comment = entry % 3 === 0 ? 'spam and harassment, see our rules' : null;
    return { domain, digest: domainDigest(name), severity: entry % 4 === 0 ? 'silence' : 'suspend', comment };
  });
  return Buffer.from(JSON.stringify(rows));
}

const question = { base: 'https://peer.example', version: '4.4.0', hosted: [] };

/** Nobody ends this visit. */
const turns = Turns.toRead({ role: 'peer' }, new AbortController().signal);

/** The list in a body, parsed and normalised as a visit does it. */
export function parsed(bytes: Uint8Array): Promise<ReadPolicies> {
  // The reader looks at the status and the bytes alone.
  const fetched: Fetched = { url: question.base, status: 200, headers: {}, hops: [] as never, bytes };
  return readMastodon(fetched, question, turns);
}

/** The list as a visit keeps it. */
export async function listOf(server: number, day: number): Promise<PolicyList> {
  const { state, mode, entries, refused, truncated } = await parsed(bodyOf(server, day));
  const read = { source: 'api', origin: 'mastodon', state, mode, refused, truncated } as const;
  const reading = {
    ...read,
    ...({ observer: hostNamed(`social${server}.day.org`), covers: 'subdomains' } as const),
    digest: entriesDigest(entries),
    readAt: new Date(Date.UTC(2025, 10, 1 + day)).toISOString(),
    entries: entries.length,
    replayed: false,
  };
  return { reading, entries };
}

/** @throws {Error} for a name that is none. */
export function hostNamed(name: string): Host {
  const named = parseHost(name);
  if (!named.ok) throw new Error(`${name}: ${named.refusal}`);
  return named.host;
}
