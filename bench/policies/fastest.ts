/** Milliseconds of the fastest of some runs, after one to warm up: what else the machine does only adds. */
export async function fastest(run: () => Promise<unknown>, runs: number): Promise<number> {
  await run();
  let least = Number.POSITIVE_INFINITY;
  for (let done = 0; done < runs; done += 1) {
    const start = performance.now();
    await run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
