import type { Reporter, TestCase, TestModule } from 'vitest/node';

const slowestShown = 10;

function lineOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`;
}

/** Prints the slowest tests, every skip with its reason, and one closing line that counts. */
class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    this.printSlowest(tests);
    this.printSkipped(tests);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    ).length;
    const skipped = count('skipped');
    const closing = `${count('passed')} passed, ${count('failed') + broken} failed`;
    process.stdout.write(`\n${closing}${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  }

  private printSlowest(tests: readonly TestCase[]): void {
    const timed = tests.map((test) => ({ test, ms: test.diagnostic()?.duration ?? 0 }));
    const slowest = timed.toSorted((a, b) => b.ms - a.ms).slice(0, slowestShown);
    process.stdout.write(`\nslowest ${slowest.length}:\n`);
    for (const { test, ms } of slowest)
      process.stdout.write(`  ${(ms / 1000).toFixed(2)} s  ${lineOf(test)}\n`);
  }

  private printSkipped(tests: readonly TestCase[]): void {
    for (const test of tests) {
      const result = test.result();
      if (result.state === 'skipped')
        process.stdout.write(`skipped: ${lineOf(test)}: ${result.note ?? 'no reason given'}\n`);
    }
  }
}

// biome-ignore lint/style/noDefaultExport: Vitest loads reporters by their default export
export default ClosingLine;
