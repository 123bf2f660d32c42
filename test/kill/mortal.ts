import { type ChildProcess, spawn } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { programArgs } from '../bin/command.ts';
import type { Moment } from './deaths.ts';

/** Published by Node for every request that any server in this process gets. */
const asked = 'http.server.request.start';

/** One process of the real `fediscope up`, from its start until it is killed or told to stop. */
export class Mortal {
  /** Ids of observations whose fsync it told, in that order. */
  readonly acknowledged: string[] = [];
  /** What it logged as an error. */
  readonly errors: string[] = [];
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;
  private readonly counts = new Map<Moment, number>();
  private change = Promise.withResolvers<void>();
  private log = '';

  /** `origin`: the monitor's own, which its requests name. `signal`: kills it when its test runs out of time, which never comes to its end. */
  constructor(config: string, origin: string, signal: AbortSignal) {
    const args = [...programArgs, 'up', '--config', config, '--log-level', 'debug'];
    this.child = spawn(process.execPath, args, {
      env: { PATH: process.env['PATH'] ?? '', FEDISCOPE_TRACE_FD: '3' },
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
      signal,
      killSignal: 'SIGKILL',
    });
    // The only error of a process that was spawned is the signal's; `close` follows it.
    this.child.on('error', () => {});
    this.closed = once(this.child, 'close');
    this.read(2, (line) => this.logged(line));
    this.read(3, (line) => this.told(line));
    const request = (message: unknown) =>
      this.served(message as { readonly request: IncomingMessage }, origin);
    diagnostics.subscribe(asked, request);
    this.child.once('close', () => diagnostics.unsubscribe(asked, request));
  }

  /** Resolves when a moment has come so many times; rejects when the process ended before. */
  async until(moment: Moment, times: number): Promise<void> {
    await this.holds(() => (this.counts.get(moment) ?? 0) >= times, `${times} times "${moment}"`);
  }

  /** Resolves when a statement about what it told so far holds; rejects when the process ended before. */
  async holds(statement: () => boolean, name: string): Promise<void> {
    const over = this.closed.then(() => 'over' as const);
    while (!statement()) {
      const next = await Promise.race([this.change.promise, over]);
      if (next === 'over' && !statement()) throw new Error(`ended before ${name}: ${this.log.slice(-2_000)}`);
    }
  }

  /** Ends it, and resolves with the code or signal it ended with once it is gone and all it told was read. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string | null> {
    this.child.kill(signal);
    await this.closed;
    return this.child.exitCode ?? this.child.signalCode;
  }

  private read(fd: 2 | 3, take: (line: string) => void): void {
    let rest = '';
    // The last line may be cut in the middle: then it was not told.
    this.child.stdio[fd]?.on('data', (bytes: Buffer) => {
      const lines = (rest + bytes.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    });
  }

  private told(line: string): void {
    const [step = '', , ids = ''] = line.split(' ');
    if (step === 'fsynced') this.acknowledged.push(...ids.split(',').filter((id) => id !== ''));
    // The steps of a segment and of opening the store are moments; those nobody waits for count too, in vain.
    this.came((step === 'store' ? line : step) as Moment);
  }

  private logged(line: string): void {
    this.log = `${this.log}${line}\n`.slice(-4_000);
    if (line.includes('"level":"error"')) this.errors.push(line);
    if (line.includes('"message":"schema migration applied"')) this.came('migrated');
  }

  private served({ request }: { readonly request: IncomingMessage }, origin: string): void {
    if (request.headers['user-agent']?.includes(`+${origin}/`)) this.came('request');
  }

  private came(moment: Moment): void {
    this.counts.set(moment, (this.counts.get(moment) ?? 0) + 1);
    this.change.resolve();
    this.change = Promise.withResolvers<void>();
  }
}
