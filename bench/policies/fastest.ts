/** Milliseconds of the fastest of some runs, after one to warm up: what else the machine does only adds. `meter`: what is counted, in milliseconds that pass; absent: time. */
export async function fastest(
  run: () => Promise<unknown>,
  runs: number,
  meter: () => number = () => performance.now(),
): Promise<number> {
  await run();
  let least = Number.POSITIVE_INFINITY;
  for (let done = 0; done < runs; done += 1) {
    const start = meter();
    await run();
    least = Math.min(least, meter() - start);
  }
  return least;
}

/** Milliseconds of CPU that this process has used, on all its threads: two measurements that lie minutes apart tell the same on a busy machine. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
