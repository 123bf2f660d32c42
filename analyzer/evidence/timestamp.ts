import { readDer } from './der.ts';

/** What an authority said: its whole answer, or why there is no token in it. */
export type StampAnswer = { readonly token: Buffer } | { readonly refused: string };

/** Asks an authority to stamp a SHA-256. Never rejects. */
export type Stamp = (digest: Buffer) => Promise<StampAnswer>;

const sha256Oid = Buffer.from('0609608648016503040201', 'hex');
const derNull = Buffer.from('0500', 'hex');
const derTrue = Buffer.from('0101ff', 'hex');
const versionOne = Buffer.from('020101', 'hex');
const integerTag = 0x02;
const octetsTag = 0x04;
const sequenceTag = 0x30;

/** A request for a token on a SHA-256, with the certificate of the authority in it. `nonce`: eight random bytes. Source: RFC 3161 §2.4.1. */
export function timestampQuery(digest: Buffer, nonce: Buffer): Buffer {
  const algorithm = der(sequenceTag, sha256Oid, derNull);
  const imprint = der(sequenceTag, algorithm, der(octetsTag, digest));
  return der(sequenceTag, versionOne, imprint, nonceInteger(nonce), derTrue);
}

/** A first bit that is set would make it negative. */
function nonceInteger(nonce: Buffer): Buffer {
  const positive = Buffer.from(nonce);
  positive[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  return der(integerTag, positive);
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  // What is asked is short: one byte holds its length.
  if (content.length > 127) throw new RangeError('a time-stamp query is never that long');
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}

/** What the reply of an authority is. The signature in it is not looked at: `openssl ts` does that. Source: RFC 3161 §2.4.2. */
export function stampAnswer(reply: Buffer, query: Buffer): StampAnswer {
  const status = statusOf(reply);
  if (status === undefined) return { refused: 'the answer is no time-stamp response' };
  // granted, or granted with changes
  if (status > 1) return { refused: `the authority refused with status ${status}` };
  const [imprint, nonce] = imprintAndNonce(query);
  if (!reply.includes(imprint)) return { refused: 'the token is of something else than was asked' };
  return reply.includes(nonce) ? { token: reply } : { refused: 'the token answers another question' };
}

/** Whether a token is on this SHA-256, as far as can be told without its signature. */
export function isTokenOn(token: Buffer, digest: Buffer): boolean {
  return (
    statusOf(token) !== undefined && token.includes(Buffer.concat([Buffer.from([octetsTag, 32]), digest]))
  );
}

/** As DER has them: a text that is searched for can be nowhere else by chance. */
function imprintAndNonce(query: Buffer): readonly [Buffer, Buffer] {
  const at = query.indexOf(Buffer.from([octetsTag, 32]));
  const nonceAt = at + 34;
  return [query.subarray(at, nonceAt), query.subarray(nonceAt, nonceAt + 10)];
}

function statusOf(reply: Buffer): number | undefined {
  const response = readDer(reply);
  const info = response?.tag === sequenceTag ? readDer(response.content) : undefined;
  const status = info?.tag === sequenceTag ? readDer(info.content) : undefined;
  return status?.tag === integerTag && status.content.length === 1 ? status.content[0] : undefined;
}
