import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { digestedSubject } from '../../crawler/policies/digest.ts';
import { EntryCollector, entriesDigest, maxRows } from '../../crawler/policies/entries.ts';
import { storableReason } from '../../crawler/policies/reason.ts';
import { instant } from '../../model/clock.ts';
import { counted } from '../../model/counted.ts';
import type { Host } from '../../model/host.ts';
import type { ListOrigin } from '../../model/lists/imported.ts';
import { formatOf, listFormats } from '../../model/lists/index.ts';
import { rowLevel } from '../../model/lists/level.ts';
import type { ListFormat, ListRow, RowFault } from '../../model/lists/row.ts';
import type { PolicyList, RowRefusal } from '../../model/policy.ts';
import type { NamingRow } from '../../store/lists.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Foundation } from '../foundation.ts';
import { messageOf, Refusal } from '../refusal.ts';

/** What `lists import` was asked to do. */
export interface ImportRequest {
  readonly file: string;
  readonly name: string;
  readonly format?: string;
  readonly publisher?: Host;
  readonly own: boolean;
  readonly by: string;
}

const maxBytes = 64 * 1024 * 1024;
const maxTold = 20;

/** Reads a list file, keeps it with where it comes from, and records whom it names. 0: every row was taken; 1: some were not, each is told. */
export async function importList(
  request: ImportRequest,
  { store, session, clock }: Foundation,
): Promise<ExitCode> {
  const bytes = bytesOf(request.file);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const format = formatNamed(request.format) ?? formatOf(text);
  const taken = takeRows(format, text);
  if (taken.rows.length === 0) throw nothingTaken(request.file, format, taken);
  const origin: ListOrigin = {
    name: request.name,
    format: format.id,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    own: request.own,
    importedAt: instant(clock.now()),
    importedBy: request.by,
    ...(request.publisher !== undefined && { publisher: request.publisher }),
  };
  await store.keepList(origin, taken.rows);
  await store.recordPolicies([policyList(origin, format, taken)]);
  for (const { place, says } of taken.troubles.slice(0, maxTold))
    session.terminal.err(`${request.file}:${place}: ${says}\n`);
  if (taken.troubles.length > maxTold)
    session.terminal.err(`and ${counted(taken.troubles.length - maxTold, 'row')} more\n`);
  session.terminal.out(`${summary(origin, format, taken)}\n`);
  return taken.troubles.length === 0 ? exitCodes.fine : exitCodes.failed;
}

function bytesOf(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size <= maxBytes) return readFileSync(file);
  } catch (cause) {
    throw new Refusal(`cannot read ${file}: ${messageOf(cause)}`, 'name a readable file', { cause });
  }
  throw new Refusal(`${file} has more than ${maxBytes} bytes`, 'split it into several lists');
}

/** The format of an id. Undefined: none was asked for. @throws {Refusal} when there is none of that name. */
export function formatNamed(id: string | undefined): ListFormat | undefined {
  if (id === undefined) return undefined;
  const found = listFormats.find((format) => format.id === id);
  if (found !== undefined) return found;
  throw new Refusal(
    `there is no list format ${id}`,
    `take one of ${listFormats.map((one) => one.id).join(', ')}`,
  );
}

/** What became of the rows of a file. */
interface Taken {
  readonly rows: readonly NamingRow[];
  readonly collector: EntryCollector;
  readonly troubles: readonly { readonly place: number; readonly says: string }[];
  /** Are there rows of which nobody knows whom they name? */
  readonly hasUnread: boolean;
}

const says: Readonly<Record<RowFault | RowRefusal | 'unknown-severity', string>> = {
  quote: 'a quote stands in a wrong place, or never ends: the line is left out',
  'no-domain': 'there is no name: the row is left out',
  'too-long': 'the name has more than 300 characters: the row is left out',
  shape: 'this is not of the shape of the format: it is left out',
  'not-a-host': 'this is no name of a server: the row is left out',
  address: 'this is an address, and servers are known by names: the row is left out',
  'wrong-digest': 'digest and name disagree: the row is left out',
  malformed: 'the row has another shape: it is left out',
  repeated: 'the name stands there twice',
  'unknown-severity': 'nobody knows this severity: it is taken as a mark without effect',
};

function takeRows(format: ListFormat, text: string): Taken {
  const rows: NamingRow[] = [];
  const troubles: { place: number; says: string }[] = [];
  const collector = new EntryCollector();
  let seen = 0;
  let hasUnread = false;
  for (const read of format.read(text)) {
    seen += 1;
    const place = read.ok ? read.row.place : read.place;
    if (seen > maxRows) {
      collector.cut();
      troubles.push({
        place,
        says: `this row and all behind it are left out: a list has at most ${maxRows}`,
      });
      break;
    }
    const fault = read.ok ? takeRow(read.row, { rows, collector, format }) : read.fault;
    if (!read.ok) collector.refuse('malformed');
    hasUnread ||= !read.ok;
    if (fault !== undefined) troubles.push({ place, says: says[fault] });
  }
  return { rows, collector, troubles, hasUnread };
}

/** A file without a row is no list: kept, it would look as if everybody had been taken off. */
function nothingTaken(file: string, format: ListFormat, { troubles: [first] }: Taken): Refusal {
  const why = first === undefined ? 'it names nobody' : `line ${first.place}: ${first.says}`;
  return new Refusal(
    `${file} has no row to take (${format.title}): ${why}`,
    'name another file, or its format with --format',
  );
}

interface Takers {
  readonly rows: NamingRow[];
  readonly collector: EntryCollector;
  readonly format: ListFormat;
}

/** Takes a row. Undefined: nothing is wrong with it. */
function takeRow(
  given: ListRow,
  { rows, collector, format }: Takers,
): RowRefusal | 'unknown-severity' | undefined {
  const subject = digestedSubject(given.domain, undefined);
  if (!subject.ok) {
    collector.refuse(subject.refusal);
    return subject.refusal;
  }
  const host = subject.subject.kind === 'host' ? subject.subject.host : undefined;
  const row = withoutPeople(given, host);
  rows.push({ row, ...(host !== undefined && { host }) });
  if (format.names === 'allowed') return undefined;
  const { level, native, known } = rowLevel(row);
  const { obfuscate = false, publicComment } = row;
  const obfuscated = obfuscate || subject.subject.kind === 'digest';
  collector.add(subject, { level, native, obfuscated, reason: publicComment });
  return known ? undefined : 'unknown-severity';
}

/** A link to a profile in the place of a name is kept as the name. */
function withoutPeople({ publicComment, privateComment, ...row }: ListRow, host: Host | undefined): ListRow {
  return {
    ...row,
    ...(/[@/]/.test(row.domain) && host !== undefined && { domain: host }),
    ...(publicComment !== undefined && { publicComment: storableReason(publicComment) ?? '' }),
    ...(privateComment !== undefined && { privateComment: storableReason(privateComment) ?? '' }),
  };
}

/** Nobody is behind the name of a list that is no server's; the top-level domain is reserved so that none can be. Source: RFC 2606 §2. */
export function observerOf({ name, publisher }: Pick<ListOrigin, 'name' | 'publisher'>): Host {
  return publisher ?? (`${name}.lists.invalid` as Host); // as: a name of letters, digits and hyphens is a label
}

function policyList(origin: ListOrigin, format: ListFormat, { collector, hasUnread }: Taken): PolicyList {
  const { entries, refused, truncated } = collector.result();
  return {
    reading: {
      observer: observerOf(origin),
      source: origin.publisher === undefined ? 'list' : 'export',
      origin: origin.name,
      // A row that nobody could read may be about anybody: that somebody is not there says nothing.
      state: truncated || hasUnread ? 'partial' : 'published',
      mode: format.names === 'allowed' ? 'allow-list' : 'unknown',
      readAt: origin.importedAt,
      entries: entries.length,
      refused,
      truncated,
      replayed: false,
      covers: 'subdomains',
      digest: entriesDigest(entries),
    },
    entries,
  };
}

function summary({ name, sha256, importedBy }: ListOrigin, format: ListFormat, taken: Taken): string {
  const { rows, troubles } = taken;
  const left = troubles.length === 0 ? '' : `, ${troubles.length} with trouble`;
  const effect = format.names === 'allowed' ? ' (names of an allow list: nobody is rejected by them)' : '';
  return `${name}: ${counted(rows.length, 'row')} taken${left}${effect}; ${format.title}; SHA-256 ${sha256}; imported by ${importedBy}`;
}
