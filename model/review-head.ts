import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import type { Review } from './review.ts';

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

/** A signed head as its file holds it: how long a chain was at an instant and the hash of its last row. `key` and `signature`: base64; the key is an Ed25519 SPKI. */
export const signedHeadSchema = z
  .strictObject({
    chain: hex(32),
    count: z.int().min(1),
    hash: hex(64),
    at: z.iso.datetime(),
    key: z.base64().max(200),
    signature: z.base64().max(200),
  })
  .readonly();

/** A head with its signature. `count`: the number of the last row. `hash`: of that row. `at`: when it was signed, RFC 3339. */
export type SignedHead = z.output<typeof signedHeadSchema>;

/** What is signed. */
export type ReviewHead = Omit<SignedHead, 'key' | 'signature'>;

/** The name of the chain that the holder of a key writes. */
export function chainOfKey(publicKey: KeyObject): string {
  return createHash('sha256').update(spki(publicKey)).digest('hex').slice(0, 32);
}

/** A public key as people compare it: base64 of its SPKI form. */
export function keyText(publicKey: KeyObject): string {
  return spki(publicKey).toString('base64');
}

/** A head, signed. Source: RFC 8032, Ed25519, over the canonical JSON of the head. */
export function signHead(head: ReviewHead, privateKey: KeyObject): SignedHead {
  const signature = sign(null, signedBytes(head), privateKey).toString('base64');
  return { ...head, key: keyText(createPublicKey(privateKey)), signature };
}

/**
 * What is wrong with a head. `forged`: the signature is not of this head. `foreign`: its key is not the key of its chain.
 * `shortened`: the chain has fewer rows than it had. `rewritten`: the row that was last is another one now.
 */
export type HeadFault = 'forged' | 'foreign' | 'shortened' | 'rewritten';

/** What is wrong with a head, against the rows of its chain. Undefined: the chain still begins with what was signed. */
export function headFault(signed: SignedHead, rows: readonly Review[]): HeadFault | undefined {
  const { key, signature, ...head } = signed;
  const publicKey = readKey(key);
  if (publicKey === undefined) return 'forged';
  if (!verify(null, signedBytes(head), publicKey, Buffer.from(signature, 'base64'))) return 'forged';
  if (chainOfKey(publicKey) !== head.chain) return 'foreign';
  const last = rows.find(({ chain, seq }) => chain === head.chain && seq === head.count);
  if (last === undefined) return 'shortened';
  return last.hash === head.hash ? undefined : 'rewritten';
}

function signedBytes({ chain, count, hash, at }: ReviewHead): Buffer {
  return Buffer.from(canonicalJson({ chain, count, hash, at }));
}

function spki(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' });
}

function readKey(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined; // no key: the head cannot be ours
  }
}
