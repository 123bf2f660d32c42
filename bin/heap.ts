import { setFlagsFromString } from 'node:v8';

/**
 * Keeps garbage small beside what is in use. V8 by itself lets its heap grow to four times that where the machine has memory, and the store's
 * engine lives in the same process. Takes effect at the next collection, so it is called first. Source: V8, `heap/memory-controller.cc`, GrowingFactor.
 */
export function boundGarbage(): void {
  setFlagsFromString('--heap-growing-percent=40');
}
