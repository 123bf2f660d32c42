/** One value in DER. */
export interface Der {
  readonly tag: number;
  readonly content: Buffer;
}

/** The value that bytes begin with. Undefined: they are none, or end too early. Source: ITU-T X.690 §8.1. */
export function readDer(bytes: Buffer): Der | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return undefined;
  const longBytes = first < 128 ? 0 : first & 127;
  if (longBytes > 4 || bytes.length < 2 + longBytes) return undefined;
  const length = longBytes === 0 ? first & 127 : bytes.readUIntBE(2, longBytes);
  const from = 2 + longBytes;
  return from + length > bytes.length ? undefined : { tag, content: bytes.subarray(from, from + length) };
}
