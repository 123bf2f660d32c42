#!/usr/bin/env -S node --max-semi-space-size=16
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { keepCompiled } from './compiled.ts';

const oldestMajor = 24;

/** The Node that came with the package for this platform. Undefined: none did. */
function packagedNode(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    return undefined; // no such optional dependency for this platform
  }
}

function relaunch(node: string): void {
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal ?? 'SIGKILL'];
  });
}

function refuse(): void {
  process.stderr.write(
    `fediscope: Node ${process.versions.node} is too old (${process.execPath}); install Node ${oldestMajor} or newer, or run it with npx\n`,
  );
  process.exitCode = 2;
}

async function launch(): Promise<void> {
  keepCompiled();
  const { main } = await import('./command-line.ts');
  await main(process.argv.slice(2));
}

// libuv reads the size of its pool at first use; queries that wait inside chDB would starve file and name look-ups in a pool of four.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

const packaged = packagedNode();
if (Number.parseInt(process.versions.node, 10) >= oldestMajor) await launch();
else if (packaged !== undefined && packaged !== process.execPath) relaunch(packaged);
else refuse();
