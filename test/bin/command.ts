import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atFileEnd } from '../file-end.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'fediscope.ts');

/** How Node starts the real program. Started with a channel `ipc`, it ends with this process, also where that is killed: no monitor outlives its test. */
export const programArgs = ['--import', join(import.meta.dirname, 'orphan.ts'), program] as const;

/** What a command left behind. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** Standard output so far. */
  out(): string;
  /** Resolves with the whole output once it contains the text; rejects when the command ends without it. */
  said(text: string): Promise<string>;
  ended(): Promise<Ended>;
}

interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the real command. Its output is no terminal. */
export function start(args: readonly string[], { cwd, env }: Surroundings = {}): Started {
  const child = spawn(process.execPath, [...programArgs, ...args], {
    cwd: cwd ?? emptyFolder(),
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  atFileEnd(() => {
    if (child.exitCode === null) child.kill('SIGKILL');
  });
  let stdout = '';
  let stderr = '';
  const heard = child.stdout!;
  heard.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const closed = once(child, 'close');
  return {
    child,
    out: () => stdout,
    said: async (text) => {
      while (!stdout.includes(text)) {
        const over = await Promise.race([once(heard, 'data'), closed.then(() => 'over' as const)]);
        if (over === 'over' && !stdout.includes(text)) throw new Error(`ended without "${text}": ${stderr}`);
      }
      return stdout;
    },
    ended: async () => {
      await closed;
      return { code: child.exitCode, stdout, stderr };
    },
  };
}

/** Runs the real command to its end. */
export function fediscope(args: readonly string[], surroundings?: Surroundings): Promise<Ended> {
  return start(args, surroundings).ended();
}

/** A new empty folder, gone after the test file. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fediscope-test-'));
  atFileEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
