import { domainDigest } from '../../model/masking.ts';
import { maskedSubject, type ReadSubject, readSubject } from './subject.ts';

const digestShape = /^[0-9a-f]{64}$/;

/**
 * The subject of a row that has a name or a mask, and a digest.
 * A digest of the mask itself says nothing of any name: the publisher copied the masked row from elsewhere. One that is not of the name it stands beside makes the row worthless.
 */
export function digestedSubject(shown: string, digest: unknown): ReadSubject {
  const sha256 = typeof digest === 'string' && digestShape.test(digest) ? digest : '';
  if (!shown.includes('*')) return checked(shown, sha256);
  const mask = shown.trim().toLowerCase();
  const isOfName = sha256 !== '' && sha256 !== domainDigest(mask) && sha256 !== domainDigest(shown);
  if (isOfName) return maskedSubject(mask, sha256);
  // A star at the start is never part of a mask: all masks show the first character.
  return mask.startsWith('*') ? readSubject(mask) : maskedSubject(mask, '');
}

/** Mastodon's digest is of the normal form, PieFed's of the name as somebody wrote it. */
function checked(shown: string, sha256: string): ReadSubject {
  const read = readSubject(shown);
  if (!read.ok || read.subject.kind !== 'host' || sha256 === '') return read;
  const isOfName = [read.subject.host, shown, shown.trim()].some((name) => sha256 === domainDigest(name));
  return isOfName ? read : { ok: false, refusal: 'wrong-digest' };
}
