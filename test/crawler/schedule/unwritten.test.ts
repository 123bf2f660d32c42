import { expect, test } from 'vitest';
import { Unwritten } from '../../../crawler/schedule/unwritten.ts';

test('one that is full takes another in and lets its bringer wait until something is written', async () => {
  const unwritten = new Unwritten(2);
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await unwritten.add(first.promise);
  let goesOn = false;
  const added = unwritten.add(second.promise).then(() => {
    goesOn = true;
  });
  await new Promise(setImmediate);
  expect(goesOn).toBe(false);
  expect(unwritten.size).toBe(2);

  first.resolve();
  await added;
  expect(unwritten.size).toBe(1);

  second.resolve();
  await unwritten.idle();
  expect(unwritten.size).toBe(0);
});
