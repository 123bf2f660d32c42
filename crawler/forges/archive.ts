import { inflateRawSync } from 'node:zlib';
import type { LicenceText } from '../../model/licence/offer-check.ts';
import { statusFailure } from '../net/json.ts';
import { decodeUtf8, isHtml } from '../net/json-text.ts';
import { settle } from '../net/probe-failure.ts';
import type { Fetched } from '../probe.ts';
import { type ForgeSession, isLoginPage } from './git-repository.ts';
import { licenceFiles, licenceIn } from './licence-text.ts';
import { type Ending, endingOf } from './offer-state.ts';
import { gunzipHead, tarFiles } from './tar-head.ts';
import { localDataAt, type ZipEnd, type ZipEntry, zipEnd, zipEntries } from './zip-directory.ts';

/** What was learned of an archive. `newestAt`: its `Last-Modified`. */
export type ArchiveAnswer =
  | { readonly isArchive: true; readonly licence: LicenceText; readonly newestAt?: string }
  | { readonly isArchive: false; readonly ending: Ending };

/** The end record of a zip with the longest comment it may have, and as much of the directory before it as fits. */
const tailBytes = 128 * 1024;
const headBytes = 1024 * 1024;
const maxDirectoryBytes = 4 * 1024 * 1024;
const maxLicenceBytes = 256 * 1024;
const maxRedirects = 3;
const kept = { evidence: false, maxRedirects } as const;

/** Reads the parts of an archive that tell what it is; never all of it. */
export async function readArchive(session: ForgeSession, url: string): Promise<ArchiveAnswer> {
  const isZip = /\.zip$/i.test(new URL(url).pathname) || /\/zipball\//.test(url);
  const range = isZip ? `bytes=-${tailBytes}` : `bytes=0-${headBytes - 1}`;
  // A server that knows no ranges sends all of it: then the head is what is taken.
  const asked = await settle(session.get(url, { ...kept, range, maxBytes: headBytes, truncate: true }));
  if (!asked.ok) return { isArchive: false, ending: endingOf(asked.failure) };
  const answer = asked.data;
  const ending = notArchive(answer);
  if (ending !== undefined) return { isArchive: false, ending };
  const licence = isZip ? await licenceOfZip(session, answer) : licenceOfTar(answer.bytes);
  const newestAt = dateOf(answer.headers['last-modified']);
  return { isArchive: true, licence, ...(newestAt !== undefined && { newestAt }) };
}

function notArchive(answer: Fetched): Ending | undefined {
  const failure = statusFailure(answer);
  if (failure !== undefined) return endingOf(failure.failure);
  const text = decodeUtf8(answer.bytes.subarray(0, 16 * 1024)) ?? '';
  if (isHtml(text) || answer.headers['content-type']?.startsWith('text/html') === true) {
    return isLoginPage(answer.url, text)
      ? { state: 'login-page', detail: 'the answer is a page to log in' }
      : { state: 'not-source', detail: 'the answer is a page' };
  }
  return hasMagic(answer.bytes) ? undefined : { state: 'not-source', detail: 'the file is no archive' };
}

const endOfZip = Buffer.from('PK\u0005\u0006');
/** First bytes of zip, gzip, bzip2, xz, zstd and 7z, in hexadecimal digits. */
const magic = /^(?:504b0[35]0[46]|1f8b08|425a68|fd377a585a00|28b52ffd|377abcaf271c)/;

/** By the first bytes; the last ones of a zip, and a tar that is not compressed, have theirs elsewhere. */
function hasMagic(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  const isTar = Buffer.from(bytes.subarray(257, 262)).toString() === 'ustar';
  return magic.test(start) || isTar || Buffer.from(bytes).lastIndexOf(endOfZip) >= 0;
}

function dateOf(field: string | undefined): string | undefined {
  const ms = field === undefined ? Number.NaN : Date.parse(field);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

async function licenceOfZip(session: ForgeSession, { url, status, bytes }: Fetched): Promise<LicenceText> {
  const end = zipEnd(bytes);
  if (end === undefined || status !== 206) return 'unread';
  const directory = await directoryOf(session, url, { end, bytes });
  if (directory === undefined) return 'unread';
  const entries = zipEntries(directory);
  const entry = licenceEntry(entries);
  if (entry === undefined) return entries.length > 0 ? 'absent' : 'unread';
  const text = await textOfEntry(session, url, entry);
  return text === undefined ? 'unread' : licenceIn(text);
}

interface Part {
  readonly from: number;
  readonly bytes: number;
}

/** A range that a server did not keep to is not the part that was asked for. */
async function partOf(
  session: ForgeSession,
  url: string,
  { from, bytes }: Part,
): Promise<Uint8Array | undefined> {
  const range = `bytes=${from}-${from + bytes - 1}`;
  const answer = await settle(session.get(url, { ...kept, range, maxBytes: bytes, truncate: true }));
  return answer.ok && answer.data.status === 206 ? answer.data.bytes : undefined;
}

async function directoryOf(
  session: ForgeSession,
  url: string,
  { end, bytes }: { readonly end: ZipEnd; readonly bytes: Uint8Array },
): Promise<Uint8Array | undefined> {
  if (end.bytes > maxDirectoryBytes || end.bytes === 0) return undefined;
  // The end record stands behind the directory, so a directory that fits into the tail needs no other request.
  const at = Buffer.from(bytes).lastIndexOf(endOfZip) - end.bytes;
  return at >= 0
    ? bytes.subarray(at, at + end.bytes)
    : partOf(session, url, { from: end.offset, bytes: end.bytes });
}

/** A licence file at the root, or in the one folder that forges put around it. */
function licenceEntry(entries: readonly ZipEntry[]): ZipEntry | undefined {
  return entries.find(({ name }) => isLicenceFile(name));
}

function isLicenceFile(path: string): boolean {
  const segments = path.split('/');
  const inFolder = segments.slice(1).join('/');
  return segments.length <= 3 && licenceFiles.some((file) => same(file, path) || same(file, inFolder));
}

function same(file: string, path: string): boolean {
  return path.toLowerCase() === file.toLowerCase() || path.toLowerCase() === `${file.toLowerCase()}.txt`;
}

async function textOfEntry(session: ForgeSession, url: string, entry: ZipEntry): Promise<string | undefined> {
  const { compressedBytes, headerOffset, method } = entry;
  if (compressedBytes > maxLicenceBytes || compressedBytes === 0) return undefined;
  // The local header repeats the name, and may have more fields than the directory.
  const bytes = await partOf(session, url, { from: headerOffset, bytes: compressedBytes + 1_024 });
  const at = bytes === undefined ? undefined : localDataAt(bytes);
  if (bytes === undefined || at === undefined) return undefined;
  const data = bytes.subarray(at, at + compressedBytes);
  return method === 0 ? new TextDecoder().decode(data) : inflated(data);
}

function inflated(data: Uint8Array): string | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: maxLicenceBytes }).toString();
  } catch {
    return undefined; // Remote bytes that are no deflate, or grow beyond our cap.
  }
}

function licenceOfTar(head: Uint8Array): LicenceText {
  const tar = gunzipHead(head);
  if (tar === undefined) return 'unread';
  for (const { name, bytes } of tarFiles(tar))
    if (bytes.length > 0 && bytes.length <= maxLicenceBytes && isLicenceFile(name.replace(/^\.\//, '')))
      return licenceIn(new TextDecoder().decode(bytes));
  // Behind the head there is more of it.
  return 'unread';
}
