import { createHmac } from 'node:crypto';

/** The bytes of a signing secret, or what is wrong with it. */
export type SigningKey =
  | { readonly ok: true; readonly key: Buffer }
  | { readonly ok: false; readonly says: string };

const prefix = 'whsec_';
/** Source: Standard Webhooks 1.0.0, "Signature scheme": 24 to 64 bytes. */
const leastBytes = 24;
const mostBytes = 64;

/** Reads a secret: `whsec_` and base64 as Standard Webhooks has it, or any other text, whose bytes are the key. */
export function signingKey(secret: string): SigningKey {
  const encoded = secret.startsWith(prefix) ? secret.slice(prefix.length) : undefined;
  if (encoded !== undefined && !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded))
    return { ok: false, says: `is not base64 after ${prefix}` };
  const key = encoded === undefined ? Buffer.from(secret) : Buffer.from(encoded, 'base64');
  if (key.length < leastBytes)
    return { ok: false, says: `has ${key.length} bytes, and ${leastBytes} is the least` };
  if (encoded !== undefined && key.length > mostBytes)
    return { ok: false, says: `has ${key.length} bytes, and ${mostBytes} is the most` };
  return { ok: true, key };
}

/** What is signed. `sentAt`: seconds since the epoch, of this attempt. */
export interface Signed {
  readonly id: string;
  readonly sentAt: number;
  readonly body: string;
}

/** The headers of one attempt; without a key they are not signed. Source: Standard Webhooks 1.0.0, "Webhook headers". */
export function webhookHeaders({ id, sentAt, body }: Signed, key?: Buffer): Readonly<Record<string, string>> {
  const plain = { 'webhook-id': id, 'webhook-timestamp': String(sentAt) };
  if (key === undefined) return plain;
  const mac = createHmac('sha256', key).update(`${id}.${sentAt}.${body}`).digest('base64');
  return { ...plain, 'webhook-signature': `v1,${mac}` };
}
