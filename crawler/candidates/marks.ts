import { hashOf, mixed } from '../shard.ts';

/** Bits that V8 keeps in a map itself, without a number on the heap. */
const marks = 30;

/** The mark of a namer: one of 30 bits. */
export function markOf(namer: string): number {
  return 1 << (mixed(hashOf(namer)) % marks);
}

/** How many marks there are in a set of them. */
export function bitsIn(marked: number): number {
  let bits = 0;
  for (let rest = marked; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}
