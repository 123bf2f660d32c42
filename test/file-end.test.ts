import { expect, it } from 'vitest';
import { atFileEnd, endFile } from './file-end.ts';

it('what a file owes is done once, what was asked for last first, each after the other is over', async () => {
  const done: string[] = [];
  atFileEnd(() => void done.push('first'));
  atFileEnd(async () => {
    await Promise.resolve();
    done.push('last');
  });

  await endFile();
  await endFile();

  expect(done).toEqual(['last', 'first']);
});
