/** Goes through bytes. @throws {RangeError} when they end too early. */
export class NativeReader {
  readonly #bytes: Buffer;
  /** Where the next byte is. */
  at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  isAtEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  /** What was gone through from there on. */
  since(begin: number): Buffer {
    return this.#bytes.subarray(begin, this.at);
  }

  skip(count: number): void {
    this.at += count;
    if (this.at > this.#bytes.length) throw new RangeError('the block ends too early');
  }

  /** LEB128. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes.readUInt8(this.at);
      this.at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** 64 bits. */
  long(): bigint {
    const value = this.#bytes.readBigUInt64LE(this.at);
    this.at += 8;
    return value;
  }

  /** UTF-8 after its length in bytes. */
  text(): string {
    const length = this.number();
    const start = this.at;
    this.skip(length);
    return this.#bytes.toString('utf8', start, this.at);
  }

  /** Goes past some of them. */
  texts(count: number): void {
    for (let index = 0; index < count; index += 1) this.skip(this.number());
  }

  /** The last of some 64-bit numbers; none of them: 0. */
  lastOf(count: number): number {
    this.skip(count * 8);
    return count === 0 ? 0 : Number(this.#bytes.readBigUInt64LE(this.at - 8));
  }
}
