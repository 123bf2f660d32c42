import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Little memory while it works; the window holds two texts. */
const small = { level: 4, memLevel: 4, windowBits: 14 } as const;

/** Texts from here on have most of the words that the others have, in characters. */
const telling = 2_000;

/** Texts that say much the same in the same words, packed. The first long one is what all later ones are written by: they take little more than half of what each would alone. */
export class Packing {
  #words: Buffer | undefined;

  /** One character a byte: a buffer of its own for each would take as much again. */
  pack(text: string): string {
    const dictionary = this.#words;
    if (dictionary === undefined) {
      if (text.length >= telling) this.#words = Buffer.from(text);
      return `0${deflateRawSync(text, small).toString('latin1')}`;
    }
    return `1${deflateRawSync(text, { ...small, dictionary }).toString('latin1')}`;
  }

  unpack(packed: string): string {
    const bytes = Buffer.from(packed.slice(1), 'latin1');
    const dictionary = packed.startsWith('1') ? this.#words : undefined;
    return inflateRawSync(bytes, dictionary === undefined ? {} : { dictionary }).toString();
  }
}
