type Work = () => unknown;

const owed: Work[] = [];

/**
 * Does some work when the tests of the file that runs now are over, what was asked for last first. A module that several files load asks here: where
 * they share a process it is loaded once, and an `afterAll` of its own would belong to the first of them.
 */
export function atFileEnd(work: Work): void {
  owed.push(work);
}

/** Does what is owed. */
export async function endFile(): Promise<void> {
  for (const work of owed.splice(0).toReversed()) await work();
}
