/**
 * One packet of git's wire format. `data`: its payload, without the length. `flush`, `delimiter`, `response-end`: packets that only divide.
 * `broken`: here the bytes end inside a packet, or are no packets; nothing follows. Source: gitprotocol-common, pkt-line format; gitprotocol-v2.
 */
export type Packet =
  | { readonly kind: 'data'; readonly payload: Uint8Array }
  | { readonly kind: 'flush' | 'delimiter' | 'response-end' | 'broken' };

const lengthDigits = 4;
const special = ['flush', 'delimiter', 'response-end'] as const;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Reads packets one after the other, so that whoever has seen enough reads no further. */
export function* readPackets(bytes: Uint8Array): Generator<Packet, void> {
  for (let at = 0; at < bytes.length; ) {
    const digits = decoder.decode(bytes.subarray(at, at + lengthDigits));
    const length = /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
    const divider = special[length];
    if (divider !== undefined) {
      yield { kind: divider };
      at += lengthDigits;
      continue;
    }
    const end = at + length;
    // 3 means nothing, and a length counts its own digits. NaN is in no relation.
    if (!(length >= lengthDigits && end <= bytes.length)) {
      yield { kind: 'broken' };
      return;
    }
    yield { kind: 'data', payload: bytes.subarray(at + lengthDigits, end) };
    at = end;
  }
}

/** The text of a packet's payload without the line feed at its end. */
export function textOf(payload: Uint8Array): string {
  return decoder.decode(payload).replace(/\n$/, '');
}

/** A question to a server: lines as packets, `'flush'` and `'delimiter'` as what they divide with. */
export function writePackets(
  lines: readonly (string | { readonly divider: 'flush' | 'delimiter' })[],
): Uint8Array {
  return Buffer.concat(
    lines.map((line) => (typeof line === 'string' ? dataPacket(line) : dividerPacket(line.divider))),
  );
}

function dividerPacket(divider: 'flush' | 'delimiter'): Uint8Array {
  return encoder.encode(divider === 'flush' ? '0000' : '0001');
}

function dataPacket(line: string): Uint8Array {
  const payload = encoder.encode(`${line}\n`);
  const digits = (payload.length + lengthDigits).toString(16).padStart(lengthDigits, '0');
  return Buffer.concat([encoder.encode(digits), payload]);
}
