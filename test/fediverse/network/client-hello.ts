/** What the first bytes of a connection show. `more`: too few bytes yet. `server` undefined: TLS without a server name. */
export type Opening =
  | { readonly kind: 'more' }
  | { readonly kind: 'plain' }
  | { readonly kind: 'tls'; readonly server: string | undefined };

const handshakeRecord = 0x16;

/** Tells TLS from plain HTTP by the first byte, and reads the server name of a ClientHello. Source: RFC 8446 §4.1.2 and §5.1, RFC 6066 §3. */
export function readOpening(bytes: Buffer): Opening {
  if (bytes.length === 0) return { kind: 'more' };
  if (bytes[0] !== handshakeRecord) return { kind: 'plain' };
  if (bytes.length < 5 || bytes.length < 5 + bytes.readUInt16BE(3)) return { kind: 'more' };
  return { kind: 'tls', server: serverName(bytes) };
}

/** Walks session id, cipher suites and compression methods to the extensions. */
function serverName(bytes: Buffer): string | undefined {
  let at = 5 + 4 + 2 + 32;
  at += 1 + bytes.readUInt8(at);
  at += 2 + bytes.readUInt16BE(at);
  at += 1 + bytes.readUInt8(at);
  const end = Math.min(bytes.length, at + 2 + bytes.readUInt16BE(at));
  at += 2;
  while (at + 4 <= end) {
    const type = bytes.readUInt16BE(at);
    const length = bytes.readUInt16BE(at + 2);
    if (type === 0) return bytes.toString('latin1', at + 9, at + 4 + length).toLowerCase();
    at += 4 + length;
  }
  return undefined;
}
