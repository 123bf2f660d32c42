import { describe, expect, it } from 'vitest';
import { storeContract } from '../../../store/contract.ts';
import { storeDirectory } from '../../../store/furnished.ts';
import { openReadThrough } from './read-through.ts';

// What pages, relations and panels read through it is in `npm test`, beside the same reads without it.
let answered = () => 0;

describe('read through the endpoint', () => {
  storeContract(
    'embedded',
    async () => ({ path: await storeDirectory() }),
    async (options) => {
      const opened = await openReadThrough(options);
      answered = opened.answered;
      return { ...opened.through, close: opened.close };
    },
  );

  it('answers with every SELECT through it', () => {
    expect(answered()).toBeGreaterThan(100);
  });
});
