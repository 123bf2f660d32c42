import { hash } from 'node:crypto';
import type { FingerprintOf } from '../../model/fingerprint.ts';
import type { Fetched } from '../net/fetched.ts';
import type { AskedSign } from './questions.ts';

/** Text of an answer that is looked through, in bytes. */
const longestText = 64 * 1024;

/** Those of the signs that an answer shows: their ids, in the order given. Never text of the answer. */
export function answerSigns(fetched: Fetched, signs: readonly AskedSign[]): readonly string[] {
  return signs.filter((sign) => isShown(fetched, sign)).map(({ id }) => id);
}

/** SHA-256 of the bytes of a file, as they are before any compression. */
export function fileHash({ bytes }: Pick<Fetched, 'bytes'>): string {
  return hash('sha256', bytes);
}

function isShown(fetched: Fetched, sign: AskedSign): boolean {
  switch (sign.kind) {
    case 'error-body':
      return fetched.status >= 400 && containsAll(fetched, sign.contains);
    case 'path-status':
      return hasStatus(fetched, sign) && (sign.header === undefined || hasHeader(fetched, sign.header));
    case 'static-file':
      return fetched.status === 200 && fileHash(fetched) === sign.sha256;
    case 'document':
    case 'manifest':
      return fetched.status === 200 && containsAll(fetched, sign.contains);
  }
}

function hasStatus({ status }: Fetched, wanted: FingerprintOf<'path-status'>): boolean {
  return wanted.status === 'redirect' ? status >= 300 && status <= 399 : status === wanted.status;
}

function hasHeader(
  { headers }: Fetched,
  wanted: { readonly name: string; readonly contains: string },
): boolean {
  return headers[wanted.name]?.toLowerCase().includes(wanted.contains.toLowerCase()) === true;
}

function containsAll({ bytes }: Fetched, texts: readonly string[]): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, longestText)).toLowerCase();
  return texts.every((wanted) => text.includes(wanted.toLowerCase()));
}
