import { createHash } from 'node:crypto';
import type { Host } from './host.ts';

/** What Mastodon publishes as the digest of a name: SHA-256 of its normal form in hexadecimal digits. Source: mastodon:app/models/domain_block.rb, domain_digest. */
export function domainDigest(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

/** Is it the name behind a digest and a mask? Both have to agree. */
export function isNamed(
  name: Host,
  { sha256, mask }: { readonly sha256: string; readonly mask?: string },
): boolean {
  return sha256 === domainDigest(name) && (mask === undefined || maskFits(mask, name));
}

/** The mask Mastodon publishes for a name: of L characters the first L/4 + 1, the last L/4 and all dots stay. Source: mastodon:app/models/domain_block.rb, public_domain. */
export function mastodonMask(name: string): string {
  const characters = [...name];
  const visible = Math.floor(characters.length / 4);
  return characters
    .map((one, at) => (at > visible && at < characters.length - visible && one !== '.' ? '*' : one))
    .join('');
}

/** The mask GoToSocial publishes for a name in its Unicode form: bytes 1 and 4 of every 3 and 5, dots too. Source: gotosocial:internal/processing/instance.go, obfuscate. */
export function gotosocialMask(name: string): string {
  let at = 0;
  let masked = '';
  for (const character of name) {
    masked += at % 3 === 1 || at % 5 === 1 ? '*' : character;
    at += Buffer.byteLength(character);
  }
  return masked;
}

/** How many characters Akkoma shows at the start and at the end, by the length of a name from 0 to 8; longer ones are as 8. */
const akkomaShows: readonly (readonly [number, number])[] = [
  ...[0, 1, 2, 3, 4].map(() => [1, 1] as const),
  [1, 2],
  [2, 2],
  [2, 2],
  [3, 3],
];

/** The mask Akkoma publishes for a name: a few characters at both ends and all dots stay. Source: akkoma:lib/pleroma/web/activity_pub/mrf/simple_policy.ex, obfuscate. */
export function akkomaMask(name: string): string {
  const characters = [...name];
  const [first, last] = akkomaShows[Math.min(characters.length, 8)] ?? [3, 3];
  return characters
    .map((one, at) => (at >= first && at < characters.length - last && one !== '.' ? '*' : one))
    .join('');
}

/** Could the mask be of the name? Each `*` stands for one character; of equal length, and equal elsewhere. */
export function maskFits(mask: string, name: string): boolean {
  if (mask.length !== name.length) return false;
  for (let at = 0; at < mask.length; at += 1) {
    if (mask[at] !== '*' && mask[at] !== name[at]) return false;
  }
  return true;
}
