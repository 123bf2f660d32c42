import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { programArgs } from './command.ts';

it('a program that a test started ends with the process of the test, also where that is killed', async () => {
  const [, loaded] = programArgs;
  // In place of the program something that would last longer than this test. It holds the pipe that is read here.
  const started = ['--import', loaded, '--eval', 'console.log("started"); setTimeout(() => {}, 60_000)'];
  const script = `process.getBuiltinModule('node:child_process').spawn(process.execPath, ${JSON.stringify(started)}, { stdio: ['ignore', 'inherit', 'ignore', 'ipc'] })`;
  const tests = spawn(process.execPath, ['--eval', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(tests.stdout, 'data');
  const closed = once(tests, 'close');

  tests.kill('SIGKILL');

  expect(await closed).toEqual([null, 'SIGKILL']);
});
