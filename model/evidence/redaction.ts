import { z } from 'zod';

/**
 * What a sign in scrubbed text stands for. `person`: a person in a document. `pseudonym`: an account name; equal names have equal pseudonyms. `e-mail`: an address.
 * `text`: what an operator wrote and may name anybody. `removed`: a member we do not know. `other`: a word that is on no list of the protocol. `key`: the name of a member.
 * `path`: a part of an address; equal parts have equal digests. `words`: one or more words outside the vocabulary of servers.
 */
export const redactionKinds = [
  'person',
  'pseudonym',
  'path',
  'e-mail',
  'text',
  'removed',
  'other',
  'key',
  'words',
] as const;

export type RedactionKind = (typeof redactionKinds)[number];

export const redactionSchema = z
  .strictObject({
    offset: z.int().min(0),
    length: z.int().min(1),
    kind: z.enum(redactionKinds),
  })
  .readonly();

/** One place where kept bytes are not what came. `offset`, `length`: in bytes of the kept text in UTF-8. */
export type Redaction = z.output<typeof redactionSchema>;

const signs = /\[(person|e-mail|text|removed|other|key)(?: \d+)?\]|((?:person|path)-[0-9a-f]{8})|…/g;
const kinds: ReadonlyMap<string, RedactionKind> = new Map(redactionKinds.map((kind) => [kind, kind]));

/**
 * Every redaction in a kept text, in order. Signs are found by their spelling: a server that itself writes such a sign is listed too, so what
 * is not listed is as it came.
 */
export function redactionsIn(text: string): readonly Redaction[] {
  let from = 0;
  let offset = 0;
  return [...text.matchAll(signs)].map((match) => {
    const [sign, bracketed, digest] = match;
    offset += Buffer.byteLength(text.slice(from, match.index));
    const length = Buffer.byteLength(sign);
    const found = { offset, length, kind: kindOf(bracketed, digest) };
    from = match.index + sign.length;
    offset += length;
    return found;
  });
}

function kindOf(bracketed: string | undefined, digest: string | undefined): RedactionKind {
  if (digest !== undefined) return digest.startsWith('path') ? 'path' : 'pseudonym';
  return kinds.get(bracketed ?? '') ?? 'words';
}
