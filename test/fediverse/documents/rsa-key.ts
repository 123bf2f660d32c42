import { generateKeyPairSync } from 'node:crypto';

const made = new Map<number, string>();

/** An RSA public key in SPKI PEM, made once per process and size. All imitated actors share it: no rule compares keys of two servers. */
export function publicKeyPem(bits: number): string {
  const known = made.get(bits);
  if (known !== undefined) return known;
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  made.set(bits, pem);
  return pem;
}
