import { describe, test } from 'vitest';
import { missingGit } from './git-backend.ts';

/** A suite whose forge is a real git. Without one a single test stands for it, and says why it is skipped. */
export function describeWithGit(name: string, suite: () => void): void {
  if (missingGit === undefined) describe(name, suite);
  else describe(name, () => test('with a real git', (context) => context.skip(missingGit)));
}
