import ipaddr from 'ipaddr.js';

/** The block of addresses that an address lies in, such as `192.0.2.0/24`. IPv4 in IPv6 counts as IPv4. Undefined: it is no address. */
export function prefixOf(
  address: string,
  bits: { readonly ipv4: number; readonly ipv6: number },
): string | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.process(address);
  const length = bits[parsed.kind()];
  return `${masked(parsed.toByteArray(), length)}/${length}`;
}

/** A block as `prefixOf` writes it. Undefined: it is none. */
export function parsePrefix(text: string): { readonly prefix: string; readonly bits: number } | undefined {
  const [, address = '', digits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const bits = Number(digits);
  if (!ipaddr.isValid(address)) return undefined;
  if (bits > (ipaddr.parse(address).kind() === 'ipv4' ? 32 : 128)) return undefined;
  const prefix = prefixOf(address, { ipv4: bits, ipv6: bits });
  return prefix === undefined ? undefined : { prefix, bits };
}

function masked(bytes: readonly number[], bits: number): string {
  const kept = bytes.map((byte, index) => {
    const own = Math.min(8, Math.max(0, bits - 8 * index));
    return byte & (0xff << (8 - own)) & 0xff;
  });
  return ipaddr.fromByteArray(kept).toString();
}
